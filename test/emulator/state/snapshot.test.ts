import { expect } from 'chai';
import { restoreSnapshot, takeSnapshot } from '../../../src/emulator/state/snapshot.js';
import { ConfigError } from '../../../src/errors/config.js';
import { filledCloud, newCloud } from '../../support/filled-cloud.js';

describe('the snapshot', () => {
  it('restores everything that it took', () => {
    const snapshot = takeSnapshot(filledCloud());
    const copy = newCloud();
    restoreSnapshot(copy, snapshot);
    expect(takeSnapshot(copy)).to.deep.equal(snapshot);
    expect(copy.partitionNamed('1', 'cn-beijing').collection('ecs.Instance').add('i-2', {}).seq).to.equal(3);
  });

  it('does not change with the cloud, and changes nothing when it is corrupt', () => {
    const cloud = filledCloud();
    const snapshot = takeSnapshot(cloud);
    cloud.reset();
    expect(snapshot.partitions).to.have.length(1);
    const corrupt = { ...snapshot, tasks: [{ atMs: 'noon' }] };
    const before = takeSnapshot(cloud);
    expect(() => restoreSnapshot(cloud, corrupt)).to.throw(
      'The snapshot is corrupt at tasks[0].atMs: expected a number',
    );
    expect(takeSnapshot(cloud)).to.deep.equal(before);
  });
});

describe('the check of snapshots', () => {
  /** A changed copy of a snapshot; the path names the place to change. */
  const changed = (path: string, value: unknown): unknown => {
    const snapshot: unknown = takeSnapshot(filledCloud());
    const steps = path.split('/');
    const last = steps.pop() ?? '';
    let at = snapshot as Record<string, unknown>;
    for (const step of steps) at = at[step] as Record<string, unknown>;
    at[last] = value;
    return snapshot;
  };
  const key = {
    account: '1',
    accessKeyId: 'AKLT',
    secretAccessKey: 'x',
    principal: { kind: 'root', name: 'root' },
  };
  const instances = 'partitions/0/collections/ecs.Instance';

  it('refuses every value that the cloud cannot work with, with its place', () => {
    const cases: [string, unknown, string][] = [
      ['nowMs', Infinity, 'nowMs'],
      ['nowMs', 1e300, 'nowMs'],
      ['idCount', -1, 'idCount'],
      ['idCount', 1.5, 'idCount'],
      ['keys', [{ ...key, principal: { kind: 'god', name: 'x' } }], 'keys[0].principal.kind'],
      ['keys', [{ ...key, principal: { kind: 'root' } }], 'keys[0].principal.name'],
      ['keys', [{ ...key, expiresAtMs: 'never' }], 'keys[0].expiresAtMs'],
      ['keys', [{ ...key, sessionToken: 'x' }], 'keys[0]'],
      ['keys', [{ ...key, isInactive: 'no' }], 'keys[0].isInactive'],
      ['keys', [{ ...key, sessionPolicy: {} }], 'keys[0].sessionPolicy'],
      ['keys', [key, key], 'keys[1].accessKeyId'],
      ['tasks/0/atMs', Infinity, 'tasks[0].atMs'],
      ['tasks/0/name', 'nothing', 'tasks[0].name'],
      ['tasks/0/name', 'constructor', 'tasks[0].name'],
      ['firstResults/0/result', 'x', 'firstResults[0].result'],
      [`${instances}/nextSeq`, 1, 'nextSeq'],
      [`${instances}/hasPredefined`, 'yes', 'hasPredefined'],
      [`${instances}/entities/0/seq`, 1.5, 'entities[0].seq'],
      [`${instances}/entities/0/facets`, [], 'entities[0].facets'],
      [`${instances}/entities/0/visibleFromMs`, 'x', 'entities[0].visibleFromMs'],
      [`${instances}/entities/0/data`, null, 'entities[0].data'],
      ['partitions/0/collections', { 'nowhere.Thing': {} }, 'collections["nowhere.Thing"]'],
      ['partitions/0/collections', { __proto__x: {} }, 'collections["__proto__x"]'],
    ];
    for (const [path, value, place] of cases) {
      const cloud = newCloud();
      const before = takeSnapshot(cloud);
      expect(() => restoreSnapshot(cloud, changed(path, value)), path)
        .to.throw(ConfigError)
        .with.property('message')
        .that.includes(place);
      expect(takeSnapshot(cloud)).to.deep.equal(before);
    }
    const twice = takeSnapshot(filledCloud());
    expect(() =>
      restoreSnapshot(newCloud(), { ...twice, partitions: [...twice.partitions, ...twice.partitions] }),
    ).to.throw('partitions[1]');
  });
});
