import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import type { ActionHandler, Behaviour } from '../../engine/behaviour.js';
import type { Call } from '../../engine/call.js';
import {
  change,
  changeStatus,
  requireResource,
  objectsOf,
  requireStatus,
  textOf,
} from '../../engine/references.js';
import { notFound, ApiError } from '../../model/api-error.js';
import type { Data } from '../../model/data.js';
import type { Entity } from '../../state/entity.js';
import { toStableJson } from '../../../util/json.js';

const keyKey = 'kms.Key';
const secretKey = 'kms.Secret';
const dayMs = 86_400_000;

/**
 * The key that a request names, by its id or by its name and key ring.
 *
 * @param prefix - of the request members: `New` for `NewKeyID`
 */
function keyOf(call: Call, prefix = ''): Entity {
  const id = textOf(call.input, `${prefix}KeyID`);
  if (id !== '') return requireResource(call, keyKey, id);
  const name = textOf(call.input, `${prefix}KeyName`);
  const ring = call.input[`${prefix}KeyringName`];
  const found = call
    .collection(keyKey)
    .where('KeyName', name)
    .find(({ data }) => data['KeyringName'] === ring);
  if (!found) throw notFound('kms', 'Key', name);
  return found;
}

/** The key that a request names, which must be enabled. */
function usableKey(call: Call, prefix = ''): Entity {
  const entity = keyOf(call, prefix);
  requireStatus(keyKey, entity, 'Enable');
  return entity;
}

/** The bytes of a key; they depend on its id and the emulator's seed. */
function keyBytes(call: Call, id: string): Buffer {
  return createHash('sha256').update(`${call.engine.seed}/${id}`).digest();
}

/** Encrypts data to a ciphertext that names its key. */
function seal(call: Call, { id }: Entity, plain: Buffer, context: unknown): string {
  const iv = createHash('sha256').update(call.cloud.ids.text(16)).digest().subarray(0, 12);
  const cipher = createCipheriv('aes-256-gcm', keyBytes(call, id), iv).setAAD(
    Buffer.from(toStableJson(context ?? {})),
  );
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from(`${id}\n`), iv, cipher.getAuthTag(), sealed]).toString('base64');
}

/** Decrypts a ciphertext with the key that it names. */
function open(call: Call, blob: string, context: unknown): Buffer {
  const bytes = Buffer.from(blob, 'base64');
  const end = bytes.indexOf('\n');
  const entity = requireResource(call, keyKey, bytes.subarray(0, Math.max(0, end)).toString());
  requireStatus(keyKey, entity, 'Enable');
  const iv = bytes.subarray(end + 1, end + 13);
  const tag = bytes.subarray(end + 13, end + 29);
  const sealed = bytes.subarray(end + 29);
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyBytes(call, entity.id), iv).setAAD(
      Buffer.from(toStableJson(context ?? {})),
    );
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed), decipher.final()]);
  } catch {
    const message = 'The ciphertext does not belong to this key and encryption context.';
    throw new ApiError('InvalidCiphertext', message, 400);
  }
}

function setState(state: string): ActionHandler {
  return (call) => {
    const entity = keyOf(call);
    changeStatus(call, keyKey, entity, state);
    return call.result({});
  };
}

/** Deletes after `PendingWindowInDays`, until when it can be cancelled; at once when the request sets no window. */
function scheduleDeletion(call: Call, key: string, entity: Entity, state: string, generic: () => Data): Data {
  const days = call.input['PendingWindowInDays'];
  if (typeof days !== 'number') return generic();
  const at = call.now + days * dayMs;
  changeStatus(call, key, entity, state);
  change(call, key, entity, { ScheduleDeleteTime: String(Math.floor(at / 1000)) });
  const { account, region } = call.partition;
  call.cloud.after(days * dayMs, 'kms.delete', { account, region, key, id: entity.id, state });
  return call.result({});
}

/** Adds the current version of a secret; the others become previous ones. */
function addVersion(call: Call, entity: Entity, value: unknown): Data {
  const version = {
    VersionID: call.cloud.ids.uuid(),
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
  return requireResource(call, secretKey, call.input['SecretName']);
}

/** Keys that really encrypt and decrypt, and secrets with versions. */
export const kms: Behaviour = {
  module: 'kms',
  resourceTypes: {
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
      afterCreate: (call, entity) => {
        addVersion(call, entity, call.input['SecretValue']);
      },
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
      const plain = createHmac('sha512', call.cloud.ids.text(32))
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
    SetSecretValue: (call) => call.result(addVersion(call, secretOf(call), call.input['SecretValue'])),
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
    'kms.delete': ({ cloud }, { account, region, key, id, state }) => {
      const collection = cloud.partitionNamed(String(account), String(region)).collection(String(key));
      const entity = collection.get(String(id));
      const status = entity?.data[key === keyKey ? 'KeyState' : 'SecretState'];
      if (entity && status === state) collection.remove(entity);
    },
  },
};
