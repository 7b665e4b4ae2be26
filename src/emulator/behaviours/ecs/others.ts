import type { NounHooks } from '../../engine/behaviour.js';
import type { Call } from '../../engine/call.js';
import { hash } from '../../state/ids.js';
import { timeValue } from '../../engine/lifecycle.js';
import { onePage } from '../../engine/paging.js';
import { change, existing, textOf, textsOf } from '../../engine/references.js';
import { alreadyExists } from '../../model/refusal.js';
import type { Data, Entity } from '../../state/store.js';

export const keyPair: NounHooks = {
  idPrefix: 'kp',
  beforeCreate: (call, data) => {
    const name = textOf(data, 'KeyPairName');
    if (call.collection('ecs.KeyPair').where('KeyPairName', name).length > 0)
      throw alreadyExists('KeyPair', name);
    delete data['PublicKey'];
    data['FingerPrint'] = hash(name)
      .toString(16)
      .padStart(32, '0')
      .replace(/..(?=.)/g, '$&:');
  },
};

const privateKey = (call: Call): string =>
  `-----BEGIN RSA PRIVATE KEY-----\n${call.world.ids.text(64)}\n-----END RSA PRIVATE KEY-----\n`;

function setKeyPair(call: Call, generic: () => Data, isAttached: boolean): Data {
  const { KeyPairId, KeyPairName } = call.input;
  const byName = call.collection('ecs.KeyPair').where('KeyPairName', textOf(call.input, 'KeyPairName'));
  const pair =
    KeyPairId === undefined && KeyPairName !== undefined
      ? byName[0]
      : existing(call, 'ecs.KeyPair', KeyPairId);
  const instances = textsOf(call.input, 'InstanceIds').map((id) => existing(call, 'ecs.Instance', id));
  for (const instance of instances) {
    change(call, 'ecs.Instance', instance, {
      KeyPairId: isAttached ? (pair?.id ?? '') : '',
      KeyPairName: isAttached ? (pair?.data['KeyPairName'] ?? '') : '',
    });
  }
  return instances.length === 0
    ? generic()
    : call.result({ OperationDetails: instances.map(({ id }) => ({ InstanceId: id })) });
}

/** A run of a command: over after the settling time, on each of its instances. */
export const invocation: NounHooks = {
  idPrefix: 'ivk',
  states: { creating: 'Running' },
  beforeCreate: (call, data) => {
    const time = timeValue({ type: 'string' }, call.now);
    const command = call.collection('ecs.Command').get(textOf(data, 'CommandId'));
    Object.assign(data, {
      CommandContent: data['CommandContent'] ?? command?.data['CommandContent'],
      CommandType: data['Type'] ?? command?.data['Type'],
      InstanceNumber: textsOf(data, 'InstanceIds').length,
      StartTime: time,
      EndTime: time,
      RepeatMode: data['RepeatMode'] ?? 'Once',
    });
  },
};

function results({ id, data }: Entity): Data[] {
  const isOver = data['InvocationStatus'] !== 'Running';
  return textsOf(data, 'InstanceIds').map((InstanceId, i) => ({
    InvocationId: id,
    InvocationResultId: `${id}-${i + 1}`,
    InstanceId,
    CommandId: data['CommandId'],
    InvocationResultStatus: isOver ? 'Success' : 'Running',
    ExitCode: 0,
    Output: isOver ? Buffer.from(`${InstanceId} ran the command\n`).toString('base64') : '',
    StartTime: data['StartTime'],
    EndTime: isOver ? data['EndTime'] : '',
    Username: data['Username'] ?? 'root',
  }));
}

function resultsOf(call: Call): Data[] {
  const { InvocationId, InstanceId } = call.input;
  const all =
    InvocationId === undefined
      ? call.collection('ecs.Invocation').all()
      : [existing(call, 'ecs.Invocation', InvocationId)];
  return all
    .flatMap((entity) => results(entity))
    .filter((result) => InstanceId === undefined || result['InstanceId'] === InstanceId);
}

/** Versions of a template count from 1; the template itself is version 1. */
export const launchTemplate: NounHooks = {
  idPrefix: 'lt',
  beforeCreate: (_call, data) => {
    Object.assign(data, { DefaultVersionNumber: 1, LatestVersionNumber: 1 });
  },
};

export const otherActions = {
  CreateKeyPair: (call: Call, generic: () => Data): Data => ({ ...generic(), PrivateKey: privateKey(call) }),
  AttachKeyPair: (call: Call, generic: () => Data): Data => setKeyPair(call, generic, true),
  DetachKeyPair: (call: Call, generic: () => Data): Data => setKeyPair(call, generic, false),
  DescribeInvocationResults: (call: Call): Data =>
    call.result(onePage(call, resultsOf(call), 'InvocationResults')),
  DescribeInvocationInstances: (call: Call): Data =>
    call.result(onePage(call, resultsOf(call), 'InvocationInstances')),
};
