import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { secretCreations, toldOncePage } from '../../../scripts/told-once.js';
import { readPath } from '../../../src/catalog/paths.js';
import { loadService } from '../../../src/catalog/load.js';
import { putPath } from '../../../src/emulator/engine/paths.js';
import { resourceModelOf } from '../../../src/resources/model/resource-model.js';
import { Resource } from '../../../src/resources/resource.js';
import { FakeCloud } from '../../support/fake-cloud.js';

const creations = secretCreations();

/** The path of a secret in the first items of the lists on the way. */
function firstPath(service: string, shape: string, path: string): string {
  const { shapes } = loadService(service);
  let at = shape;
  return path
    .split('.')
    .map((step) => {
      const member = shapes[at]?.[step];
      at = member?.ref ?? member?.items?.ref ?? '';
      return member?.type === 'list' ? `${step}[0]` : step;
    })
    .join('.');
}

describe('a creation that tells a secret', () => {
  it('is found by its response: each stands in the documentation', () => {
    const page = readFileSync(new URL('../../../docs/told-once.md', import.meta.url), 'utf8');
    expect(page, 'to renew it: npm run accept').to.equal(toldOncePage());
    const types = creations.map(({ service, resourceType }) => `${service}.${resourceType}`);
    expect(types).to.include.members(['ecs.KeyPair', 'iam.AccessKey', 'cr.RobotAccount', 'id.SCIMToken']);
  });

  for (const { service, resourceType, action, secrets } of creations) {
    it(`gives an object that keeps and hides it: ${service}.${resourceType} by ${action}`, async () => {
      const facts = loadService(service);
      const model = resourceModelOf(facts, resourceType);
      const { idPath } = model?.creations.find((each) => each.action === action) ?? {};
      const { output = '' } = facts.actions[action] ?? {};
      const response = {};
      for (const path of secrets) putPath(response, firstPath(service, output, path), 'S3CR3T');
      if (idPath !== undefined && !secrets.includes(idPath)) putPath(response, idPath, 'id-1');
      const cloud = new FakeCloud(() => response);
      const chosen = Object.fromEntries((model?.identity ?? []).map((member) => [member, 'id-1']));
      const { idFromInput } = model?.resource.create ?? {};
      const from = { ...chosen, ...(idFromInput !== undefined && { [idFromInput]: 'id-1' }) };
      const isUsual = model?.resource.create?.action === action;
      const made = (await cloud
        .collection(service, resourceType)
        .create(isUsual ? undefined : action)
        .from(from)
        .run({ validate: false })) as Resource;
      expect(made).to.be.instanceOf(Resource);
      for (const path of secrets)
        expect(readPath(made.created, firstPath(service, output, path))).to.equal('S3CR3T');
      const shown = inspect(made, { depth: 9, showHidden: true }) + JSON.stringify(made);
      expect(shown).not.to.contain('S3CR3T');
    });
  }
});
