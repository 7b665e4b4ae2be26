import * as realApi from '@opentelemetry/api';
import { expect } from 'chai';
import { traceCalls, type TelemetrySpan } from '../../../src/transport/instrumentation/open-telemetry.js';
import { FaultServer } from '../fault-server.js';
import { RecordingClock } from '../../support/recording-clock.js';
import { html, inTurn, ok, refusal } from '../replies.js';
import { errorOf } from '../../support/error-of.js';
import { readTarget, sessionTo } from '../session.js';

class Span implements TelemetrySpan {
  readonly name: string;
  readonly parent: string;
  readonly attributes: Record<string, string | number>;
  status: number | undefined;
  exception: Error | undefined;
  hasEnded = false;

  constructor(name: string, parent: string, attributes: Record<string, string | number>) {
    this.name = name;
    this.parent = parent;
    this.attributes = { ...attributes };
  }

  setAttributes(attributes: Record<string, string | number>): void {
    Object.assign(this.attributes, attributes);
  }

  recordException(error: Error): void {
    this.exception = error;
  }

  setStatus({ code }: { code: number }): void {
    this.status = code;
  }

  end(): void {
    this.hasEnded = true;
  }
}

/** As much of OpenTelemetry as is needed; a context is the name of its span. */
function recordingApi() {
  const spans: Span[] = [];
  return {
    spans,
    context: { active: () => 'the caller’s' },
    trace: {
      getTracer: () => ({
        startSpan(name: string, options: { attributes: Record<string, string | number> }, parent: string) {
          const span = new Span(name, parent, options.attributes);
          spans.push(span);
          return span;
        },
      }),
      setSpan: (_: string, span: Span) => span.name,
    },
    propagation: {
      inject: (context: string, carrier: Record<string, string>) =>
        void (carrier['traceparent'] = `in ${context}`),
    },
  };
}

describe('traceCalls', () => {
  it('makes a span of each call and, in it, of each attempt, and sends its context along', async () => {
    const server = await new FaultServer(inTurn(html(502), ok())).start();
    const api = recordingApi();
    const stop = traceCalls(api);
    const volc = sessionTo(server, { clock: new RecordingClock() });
    await volc.send(readTarget, { Password: 'hunter2' });
    server.reply(refusal(400, 'Odd'));
    const error = await errorOf(volc.send(readTarget, {}));
    stop();
    await errorOf(volc.send(readTarget, {}));
    volc.close();
    await server.stop();

    expect(api.spans.map(({ name, parent }) => [name, parent])).to.deep.equal([
      ['ecs.DescribeThings', 'the caller’s'],
      ['DescribeThings attempt', 'ecs.DescribeThings'],
      ['DescribeThings attempt', 'ecs.DescribeThings'],
      ['ecs.DescribeThings', 'the caller’s'],
      ['DescribeThings attempt', 'ecs.DescribeThings'],
    ]);
    expect(api.spans.every(({ hasEnded }) => hasEnded)).to.equal(true);
    expect(api.spans.map(({ status }) => status)).to.deep.equal([undefined, 2, undefined, 2, 2]);
    const [call, , second, failed] = api.spans;
    expect(call?.attributes).to.include({
      'rpc.service': 'ecs',
      'cloud.region': 'cn-beijing',
      'volcengine.attempts': 2,
    });
    expect(second?.attributes).to.include({
      'http.request.resend_count': 1,
      'http.response.status_code': 200,
    });
    expect(failed?.exception).to.equal(error);
    expect(server.received[0]?.headers['traceparent']).to.equal('in DescribeThings attempt');
    expect(JSON.stringify(api.spans)).to.not.contain('hunter2');
  });

  it('takes the module @opentelemetry/api as it is', async () => {
    const server = await new FaultServer(ok()).start();
    const stop = traceCalls(realApi);
    const volc = sessionTo(server);
    expect(await volc.send(readTarget, {})).to.deep.equal({ Ok: true });
    stop();
    volc.close();
    await server.stop();
  });
});
