import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { sign } from '../../../src/auth/signing/signer.js';
import { loadService } from '../../../src/catalog/load.js';
import { clientTokenMember, isReadAction } from '../../../src/catalog/action-kinds.js';
import type { CallTarget } from '../../../src/types/call.js';
import { serialize } from '../../../src/transport/protocols/serialize.js';

interface Sample {
  readonly name: string;
  readonly service: string;
  readonly action: string;
  readonly version: string;
  readonly variant: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expect: {
    readonly method: 'GET' | 'POST';
    readonly path: string;
    readonly query: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
}

const samples = readFileSync(new URL('../../facts/wire-samples.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Sample);

const scope = {
  credentials: { accessKeyId: 'AKLTexample', secretAccessKey: 'secret-example==' },
  region: 'cn-beijing',
  dateTime: '20260102T030405Z',
};

function targetOf({ name, action }: Sample): CallTarget {
  const facts = loadService(name);
  const { method, protocol } = facts.actions[action] ?? expect.fail(`${name} has no ${action}`);
  const { service, version } = facts;
  const isRead = isReadAction(facts, action);
  return {
    service,
    version,
    action,
    method,
    protocol,
    isRead,
    clientTokenMember: clientTokenMember(facts, action),
  };
}

const sorted = (query: string) => [...new URLSearchParams(query)].sort();

describe('requests on the wire', () => {
  it('agree with all 556 samples: method, query, body, Content-Type and Authorization', () => {
    let agreeing = 0;
    let sameBytes = 0;
    for (const sample of samples) {
      const { expect: expected } = sample;
      const what = `${sample.name}.${sample.action} ${sample.variant}`;
      const target = targetOf(sample);
      const wire = serialize(target, sample.input);
      expect(target.service, what).to.equal(sample.service);
      expect(wire.method, what).to.equal(expected.method);
      expect(expected.path).to.equal('/');
      expect(sorted(wire.query), what).to.deep.equal(sorted(expected.query));
      expect(wire.contentType, what).to.equal(expected.headers['content-type']);
      if (target.protocol === 'json')
        expect(JSON.parse(wire.body), what).to.deep.equal(JSON.parse(expected.body));
      else expect(wire.body, what).to.equal(expected.body);
      // JSON can be spelt in many ways, and a signature is over one of them: the sample's.
      const { headers } = sign(
        { ...wire, host: '127.0.0.1:18931', body: expected.body },
        { ...scope, service: sample.service },
      );
      expect({ host: '127.0.0.1:18931', ...headers }, what).to.deep.equal(expected.headers);
      agreeing += 1;
      if (wire.body === expected.body) sameBytes += 1;
    }
    expect(agreeing).to.equal(556);
    expect(sameBytes).to.be.greaterThan(130);
  });
});
