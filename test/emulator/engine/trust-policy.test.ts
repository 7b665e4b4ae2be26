import { expect } from 'chai';
import { isTrusted } from '../../../src/emulator/engine/trust-policy.js';

const trust = (more: object): string =>
  JSON.stringify({ Statement: { Effect: 'Allow', Action: 'sts:AssumeRole*', ...more } });
const user = { account: '1', principal: { kind: 'user', name: 'ann' } } as const;

describe('trust policies', () => {
  it('trust an account, or one of its users or roles', () => {
    for (const IAM of [
      'trn:iam::1:root',
      '1',
      'trn:iam::1:user/ann',
      ['trn:iam::2:root', 'trn:iam::1:user/*'],
    ]) {
      expect(isTrusted(trust({ Principal: { IAM } }), 'sts:AssumeRole', user), String(IAM)).to.equal(true);
    }
    for (const IAM of ['trn:iam::2:root', 'trn:iam::1:user/bob', 'trn:iam::1:role/ann']) {
      expect(isTrusted(trust({ Principal: { IAM } }), 'sts:AssumeRole', user), IAM).to.equal(false);
    }
    expect(isTrusted(trust({ Principal: { Service: 'ecs' } }), 'sts:AssumeRole', user)).to.equal(false);
  });

  it('trust an identity provider', () => {
    const document = trust({ Principal: { Federated: 'trn:iam::1:saml-provider/idp' } });
    const byProvider = (provider: string | undefined): boolean =>
      isTrusted(document, 'sts:AssumeRoleWithSAML', { provider });
    expect(byProvider('trn:iam::1:saml-provider/idp')).to.equal(true);
    expect(byProvider(undefined)).to.equal(true);
    expect(byProvider('trn:iam::1:saml-provider/other')).to.equal(false);
    expect(isTrusted(document, 'sts:AssumeRole', user)).to.equal(false);
  });

  it('trust nobody when there is none, it is not valid, or it has a condition that is unknown', () => {
    const IAM = 'trn:iam::1:root';
    for (const document of [
      undefined,
      '',
      'junk',
      trust({ Principal: { IAM }, Condition: { StringEquals: { 'sts:ExternalId': 'x' } } }),
      trust({ Principal: { IAM }, Action: 'sts:GetCallerIdentity' }),
      JSON.stringify({ Statement: { Effect: 'Allow', Principal: { IAM } } }),
    ]) {
      expect(isTrusted(document, 'sts:AssumeRole', user), document).to.equal(false);
    }
  });

  it('let a denial win', () => {
    const Principal = { IAM: '1' };
    const document = JSON.stringify({
      Statement: [
        { Effect: 'Allow', Action: 'sts:AssumeRole', Principal },
        { Effect: 'Deny', Action: 'sts:AssumeRole', Principal: { IAM: 'trn:iam::1:user/ann' } },
      ],
    });
    expect(isTrusted(document, 'sts:AssumeRole', user)).to.equal(false);
    const bob = { account: '1', principal: { kind: 'user', name: 'bob' } } as const;
    expect(isTrusted(document, 'sts:AssumeRole', bob)).to.equal(true);
  });
});
