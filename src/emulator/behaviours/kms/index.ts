import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import type { Behaviour } from '../../engine/behaviour.js';
import type { Call } from '../../engine/call.js';
import { change, changeStatus, existing, objectsOf, requireStatus, textOf } from '../../engine/references.js';
import { notFound, Refusal } from '../../model/refusal.js';
import type { Data, Entity } from '../../state/store.js';
import { toStableJson } from '../../../util/json.js';

const keyKey = 'kms.Key';
const secretKey = 'kms.Secret';
const dayMs = 86_400_000;

/** The key that a request names: by its id, or by its name in its ring. */
function keyOf(call: Call, prefix = ''): Entity {
  const id = textOf(call.input, `${prefix}KeyID`);
  if (id !== '') return existing(call, keyKey, id);
  const name = textOf(call.input, `${prefix}KeyName`);
  const ring = call.input[`${prefix}KeyringName`];
  const found = call
    .collection(keyKey)
    .where('KeyName', name)
    .find(({ data }) => data['KeyringName'] === ring);
  if (!found) throw notFound('kms', 'Key', name);
  return found;
}

function usableKey(call: Call, prefix = ''): Entity {
  const entity = keyOf(call, prefix);
  requireStatus(keyKey, entity, 'Enable');
  return entity;
}

/** The bytes of a key: the same as long as the emulator's seed is. */
function material(call: Call, id: string): Buffer {
  return createHash('sha256').update(`${call.engine.seed}/${id}`).digest();
}

function seal(call: Call, { id }: Entity, plain: Buffer, context: unknown): string {
  const iv = createHash('sha256').update(call.world.ids.text(16)).digest().subarray(0, 12);
  const cipher = createCipheriv('aes-256-gcm', material(call, id), iv).setAAD(
    Buffer.from(toStableJson(context ?? {})),
  );
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from(`${id}\n`), iv, cipher.getAuthTag(), sealed]).toString('base64');
}

function open(call: Call, blob: string, context: unknown): Buffer {
  const bytes = Buffer.from(blob, 'base64');
  const end = bytes.indexOf('\n');
  const entity = existing(call, keyKey, bytes.subarray(0, Math.max(0, end)).toString());
  requireStatus(keyKey, entity, 'Enable');
  const [iv, tag, sealed] = [
    bytes.subarray(end + 1, end + 13),
    bytes.subarray(end + 13, end + 29),
    bytes.subarray(end + 29),
  ];
  try {
    const decipher = createDecipheriv('aes-256-gcm', material(call, entity.id), iv).setAAD(
      Buffer.from(toStableJson(context ?? {})),
    );
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed), decipher.final()]);
  } catch {
    throw new Refusal('InvalidCiphertext', 'The ciphertext was not made by this key with this context.', 400);
  }
}

function setState(state: string): (call: Call) => Data {
  return (call) => {
    const entity = keyOf(call);
    changeStatus(call, keyKey, entity, state);
    return call.result({});
  };
}

/** With a window of days, what is deleted stays for so long and can be saved; without one, it goes at once. */
function scheduleDeletion(call: Call, key: string, entity: Entity, state: string, generic: () => Data): Data {
  const days = call.input['PendingWindowInDays'];
  if (typeof days !== 'number') return generic();
  const at = call.now + days * dayMs;
  changeStatus(call, key, entity, state);
  change(call, key, entity, { ScheduleDeleteTime: String(Math.floor(at / 1000)) });
  const { account, region } = call.space;
  call.world.after(days * dayMs, 'kms.delete', { account, region, noun: key, id: entity.id, state });
  return call.result({});
}

function setVersion(call: Call, entity: Entity, value: unknown): Data {
  const version = {
    VersionID: call.world.ids.uuid(),
    VersionName: call.input['VersionName'] ?? '',
    VersionStage: 'CURRENT',
    CreationDate: Math.floor(call.now / 1000),
    SecretValue: value,
  };
  const earlier = objectsOf(entity.data, 'versions').map((one) => ({ ...one, VersionStage: 'PREVIOUS' }));
  change(call, secretKey, entity, { versions: [version, ...earlier] });
  return version;
}

function secretOf(call: Call): Entity {
  return existing(call, secretKey, call.input['SecretName']);
}

/** Keys that really seal and open, and secrets with their versions. */
export const kms: Behaviour = {
  module: 'kms',
  nouns: {
    Key: {
      beforeCreate: (_call, data) => {
        Object.assign(data, { KeyState: 'Enable', KeySpec: data['KeySpec'] ?? 'SYMMETRIC_256' });
        data['KeyUsage'] ??= 'ENCRYPT_DECRYPT';
      },
    },
    Secret: {
      beforeCreate: (_call, data) => {
        delete data['SecretValue'];
        data['SecretState'] = 'Enable';
      },
      afterCreate: (call, entity) => void setVersion(call, entity, call.input['SecretValue']),
    },
  },
  actions: {
    Encrypt: (call) => {
      const entity = usableKey(call);
      const plain = Buffer.from(textOf(call.input, 'Plaintext'), 'base64');
      return call.result({ CiphertextBlob: seal(call, entity, plain, call.input['EncryptionContext']) });
    },
    Decrypt: (call) => {
      const plain = open(call, textOf(call.input, 'CiphertextBlob'), call.input['EncryptionContext']);
      return call.result({ Plaintext: plain.toString('base64') });
    },
    ReEncrypt: (call) => {
      const plain = open(call, textOf(call.input, 'CiphertextBlob'), call.input['OldEncryptionContext']);
      const sealed = seal(call, usableKey(call, 'New'), plain, call.input['NewEncryptionContext']);
      return call.result({ CiphertextBlob: sealed });
    },
    GenerateDataKey: (call) => {
      const entity = usableKey(call);
      const plain = createHmac('sha512', call.world.ids.text(32))
        .digest()
        .subarray(0, Number(call.input['NumberOfBytes'] ?? 32));
      const sealed = seal(call, entity, plain, call.input['EncryptionContext']);
      return call.result({ Plaintext: plain.toString('base64'), CiphertextBlob: sealed });
    },
    EnableKey: setState('Enable'),
    DisableKey: setState('Disable'),
    CancelKeyDeletion: setState('Disable'),
    ScheduleKeyDeletion: (call, generic) =>
      scheduleDeletion(call, keyKey, keyOf(call), 'PendingDelete', generic),
    ScheduleSecretDeletion: (call, generic) =>
      scheduleDeletion(call, secretKey, secretOf(call), 'PendingDelete', generic),
    CancelSecretDeletion: (call) => {
      changeStatus(call, secretKey, secretOf(call), 'Enable');
      return call.result({});
    },
    SetSecretValue: (call) => call.result(setVersion(call, secretOf(call), call.input['SecretValue'])),
    GetSecretValue: (call) => {
      const entity = secretOf(call);
      const { VersionID, VersionName } = call.input;
      const version = objectsOf(entity.data, 'versions').find(
        (one) =>
          (VersionID === undefined || one['VersionID'] === VersionID) &&
          (VersionName === undefined || one['VersionName'] === VersionName),
      );
      if (!version) throw notFound('kms', 'SecretVersion', String(VersionID ?? VersionName));
      return call.result(version);
    },
    DescribeSecretVersions: (call) => {
      const versions = objectsOf(secretOf(call).data, 'versions');
      return call.result({
        SecretVersions: versions,
        PageInfo: { TotalCount: versions.length, Count: versions.length },
      });
    },
  },
  tasks: {
    'kms.delete': ({ world }, { account, region, noun, id, state }) => {
      const collection = world.spaceNamed(String(account), String(region)).collection(String(noun));
      const entity = collection.get(String(id));
      const status = entity?.data[noun === keyKey ? 'KeyState' : 'SecretState'];
      if (entity && status === state) collection.remove(entity);
    },
  },
};
