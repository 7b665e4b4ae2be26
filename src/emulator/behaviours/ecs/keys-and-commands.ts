import type { Behaviour } from '../../engine/behaviour.js';
import type { Call, ResourceHooks } from '../../engine/call.js';
import { hash } from '../../state/ids.js';
import { timeValue } from '../../engine/lifecycle.js';
import { renderPage } from '../../engine/paging.js';
import { change, requireResource, textOf, textsOf } from '../../engine/references.js';
import { alreadyExists } from '../../model/api-error.js';
import type { Data } from '../../model/data.js';
import type { Entity } from '../../state/entity.js';

export const keyPair: ResourceHooks = {
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

function privateKey(call: Call): string {
  return `-----BEGIN RSA PRIVATE KEY-----\n${call.cloud.ids.text(64)}\n-----END RSA PRIVATE KEY-----\n`;
}

function setKeyPair(call: Call, generic: () => Data, isAttached: boolean): Data {
  const { KeyPairId, KeyPairName } = call.input;
  const byName = call.collection('ecs.KeyPair').where('KeyPairName', textOf(call.input, 'KeyPairName'));
  const pair =
    KeyPairId === undefined && KeyPairName !== undefined
      ? byName[0]
      : requireResource(call, 'ecs.KeyPair', KeyPairId);
  const instances = textsOf(call.input, 'InstanceIds').map((id) => requireResource(call, 'ecs.Instance', id));
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

/** A run of a command; it succeeds on each of its instances after the settling time. */
export const invocation: ResourceHooks = {
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

/** The result of an invocation on each of its instances. */
function resultsOf({ id, data }: Entity): Data[] {
  const isDone = data['InvocationStatus'] !== 'Running';
  return textsOf(data, 'InstanceIds').map((InstanceId, i) => ({
    InvocationId: id,
    InvocationResultId: `${id}-${i + 1}`,
    InstanceId,
    CommandId: data['CommandId'],
    InvocationResultStatus: isDone ? 'Success' : 'Running',
    ExitCode: 0,
    Output: isDone ? Buffer.from(`${InstanceId} ran the command\n`).toString('base64') : '',
    StartTime: data['StartTime'],
    EndTime: isDone ? data['EndTime'] : '',
    Username: data['Username'] ?? 'root',
  }));
}

/** The results that a request asks for: of one invocation or all, on one instance or all. */
function requestedResults(call: Call): Data[] {
  const { InvocationId, InstanceId } = call.input;
  const invocations =
    InvocationId === undefined
      ? call.collection('ecs.Invocation').all()
      : [requireResource(call, 'ecs.Invocation', InvocationId)];
  return invocations
    .flatMap(resultsOf)
    .filter((result) => InstanceId === undefined || result['InstanceId'] === InstanceId);
}

/** A launch template; its first version is 1. */
export const launchTemplate: ResourceHooks = {
  idPrefix: 'lt',
  beforeCreate: (_call, data) => {
    Object.assign(data, { DefaultVersionNumber: 1, LatestVersionNumber: 1 });
  },
};

export const keyPairActions: NonNullable<Behaviour['actions']> = {
  CreateKeyPair: (call, generic) => ({ ...generic(), PrivateKey: privateKey(call) }),
  AttachKeyPair: (call, generic) => setKeyPair(call, generic, true),
  DetachKeyPair: (call, generic) => setKeyPair(call, generic, false),
};

export const commandActions: NonNullable<Behaviour['actions']> = {
  DescribeInvocationResults: (call) =>
    call.result(renderPage(call, requestedResults(call), 'InvocationResults')),
  DescribeInvocationInstances: (call) =>
    call.result(renderPage(call, requestedResults(call), 'InvocationInstances')),
};
