import type { Call } from '../../engine/call.js';
import { formatAddress, parseAddress, parseCidr } from '../../../util/cidr.js';
import { textOf, textsOf } from '../../engine/references.js';
import { invalidParameter, ApiError } from '../../model/api-error.js';
import type { Entity } from '../../state/entity.js';

/** The addresses of a subnet that are in use. */
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
 * Assigns an address of a subnet: the requested one if it is free, else the next free one. The subnet stores the last
 * assigned address, so that thousands of assignments do not check all earlier addresses again.
 *
 * @throws `ApiError` when the requested address is outside the subnet or in use, or no address is free
 */
export function takeAddress(call: Call, subnet: Entity, requested?: string): string {
  const range = parseCidr(textOf(subnet.data, 'CidrBlock'));
  if (!range) return requested ?? '';
  if (requested !== undefined && requested !== '') {
    const number = parseAddress(requested);
    if (number === undefined || number < range.first || number >= range.first + range.size) {
      throw invalidParameter('PrimaryIpAddress', 'is outside its subnet');
    }
    if (addressesIn(call, subnet.id).has(requested)) {
      throw new ApiError('InvalidPrivateIpAddress.InUse', `The address ${requested} is in use.`, 409);
    }
    return requested;
  }
  const last = range.size - 4;
  const start = Number(subnet.data['lastAddress'] ?? 0);
  let taken: Set<string> | undefined;
  for (let i = 1; i <= last; i++) {
    const offset = ((start + i - 1) % last) + 1;
    const address = formatAddress(range.first + offset);
    // After the last address, the search continues with addresses that were released.
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
  throw new ApiError('InsufficientIpInSubnet', `The subnet ${subnet.id} has no free address.`, 400);
}
