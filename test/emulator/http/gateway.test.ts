import { expect } from 'chai';
import { decode, Gateway, type Findings } from '../../../src/emulator/http/gateway.js';
import { ApiError } from '../../../src/emulator/model/api-error.js';
import { newEngine } from '../../support/cloud-engine.js';

const oidc = {
  module: 'sts',
  unsigned: {
    AssumeRoleWithOIDC: (_engine: unknown, input: Readonly<Record<string, unknown>>) => ({
      echo: input['OIDCToken'],
    }),
  },
};

describe('the gateway', () => {
  const call = {
    method: 'GET',
    path: '/',
    query: [],
    headers: {},
    body: Buffer.alloc(0),
    action: 'A',
    version: '1',
  };
  const findings = (): Findings => ({
    service: '',
    region: '',
    signature: { state: 'absent' },
    secrets: [],
    mayChange: false,
  });
  const codeOf = (run: () => unknown): string => {
    try {
      run();
    } catch (error) {
      if (error instanceof ApiError) return error.code;
      throw error;
    }
    return 'none';
  };

  it('refuses calls without an action, without a signature, or with an unknown key', () => {
    const gateway = new Gateway(newEngine(oidc), { authorizes: false, onWrite: () => undefined });
    const handle = (more: object): string =>
      codeOf(() => gateway.handle({ ...call, ...more }, findings(), [0]));
    expect(handle({ action: '' })).to.equal('MissingParameter');
    expect(handle({})).to.equal('MissingAuthenticationToken');
    const authorization = `HMAC-SHA256 Credential=AK/20260102/cn-beijing/ecs/request, SignedHeaders=host;x-date, Signature=${'0'.repeat(64)}`;
    expect(handle({ headers: { authorization, 'x-date': '20260102T000000Z' } })).to.equal('InvalidAccessKey');
  });

  it('passes an unsigned action to its behaviour, and keeps its token out of the findings', () => {
    let writes = 0;
    const gateway = new Gateway(newEngine(oidc), { authorizes: false, onWrite: () => (writes += 1) });
    const found = findings();
    const unsigned = { ...call, action: 'AssumeRoleWithOIDC', body: Buffer.from('OIDCToken=proof') };
    expect(gateway.handle(unsigned, found, [0])).to.deep.equal({ echo: 'proof' });
    expect([found.service, found.input?.['OIDCToken'], writes]).to.deep.equal(['sts', '[redacted]', 1]);
  });

  it('reports text that cannot be decoded as a wrong parameter', () => {
    const broken = (): never => {
      throw new SyntaxError('The body is not valid JSON.');
    };
    expect(codeOf(() => decode(broken))).to.equal('InvalidParameter');
  });
});
