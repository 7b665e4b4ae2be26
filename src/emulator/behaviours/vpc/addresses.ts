import type { Call } from '../../engine/call.js';
import { formatAddress, parseAddress, parseCidr } from '../../../util/cidr.js';
import { textOf, textsOf } from '../../engine/references.js';
import { invalidParameter, Refusal } from '../../model/refusal.js';
import type { Entity } from '../../state/store.js';

/** The addresses of a subnet that are taken. */
export function addressesIn(call: Call, subnetId: string): Set<string> {
  const taken = new Set<string>();
  for (const { data } of call.collection('vpc.NetworkInterface').where('SubnetId', subnetId)) {
    taken.add(textOf(data, 'PrimaryIpAddress'));
    for (const address of textsOf(data, 'PrivateIpAddress')) taken.add(address);
  }
  for (const { data } of call.collection('vpc.HaVip').where('SubnetId', subnetId)) {
    taken.add(textOf(data, 'IpAddress'));
  }
  taken.delete('');
  return taken;
}

/**
 * An address of a subnet for a new user: the one it wants, if that is free, else the next that nobody has.
 * The subnet remembers where it was, so that giving out thousands doesn't look at each of them again.
 */
export function takeAddress(call: Call, subnet: Entity, wanted?: string): string {
  const range = parseCidr(textOf(subnet.data, 'CidrBlock'));
  if (!range) return wanted ?? '';
  if (wanted !== undefined && wanted !== '') {
    const number = parseAddress(wanted);
    if (number === undefined || number < range.first || number >= range.first + range.size) {
      throw invalidParameter('PrimaryIpAddress', 'lies outside of its subnet');
    }
    if (addressesIn(call, subnet.id).has(wanted)) {
      throw new Refusal('InvalidPrivateIpAddress.InUse', `The address ${wanted} is taken.`, 409);
    }
    return wanted;
  }
  const last = range.size - 4;
  const start = Number(subnet.data['lastAddress'] ?? 0);
  let taken: Set<string> | undefined;
  for (let i = 1; i <= last; i++) {
    const offset = ((start + i - 1) % last) + 1;
    const address = formatAddress(range.first + offset);
    // After one round, addresses that were given back have to be looked for.
    if (
      start + i > last ||
      call.collection('vpc.NetworkInterface').where('PrimaryIpAddress', address).length > 0
    ) {
      taken ??= addressesIn(call, subnet.id);
      if (taken.has(address)) continue;
    }
    call.collection('vpc.Subnet').update(subnet, { lastAddress: offset });
    return address;
  }
  throw new Refusal('InsufficientIpInSubnet', `The subnet ${subnet.id} has no free address left.`, 400);
}
