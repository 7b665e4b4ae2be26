import { expect } from 'chai';
import { loadService, serviceNames } from '../../src/catalog/load.js';
import type { StatusFacts } from '../../src/catalog/types.js';
import { StatusModel } from '../../src/emulator/model/states.js';

const readsLikeFailure = /fail|error|abnormal|exception/i;

/** Waits that end with whatever the end is, so that failures are among the states. */
const anyEnd = new Set(['ecs.Invocation']);

describe('the states of resource types', () => {
  const all = serviceNames().flatMap((service) =>
    Object.entries(loadService(service).resources).flatMap(([name, { status }]) =>
      status?.member === undefined ? [] : [{ label: `${service}.${name}`, status }],
    ),
  );
  const good = ({ ready = [], waits = {} }: StatusFacts): string[] => [
    ...ready.map(String),
    ...Object.values(waits).flatMap((actions) =>
      Object.values(actions).flatMap(({ states }) => states.map(String)),
    ),
  ];

  it('that are waited for are no failures, and are words of the service', () => {
    const wrong = all
      .filter(({ label }) => !anyEnd.has(label))
      .flatMap(({ label, status }) =>
        good(status)
          .filter(
            (state) =>
              readsLikeFailure.test(state) ||
              /\s/.test(state) ||
              (status.failed ?? []).map(String).includes(state),
          )
          .map((state) => `${label}: ${state}`),
      );
    expect(wrong).to.deep.equal([]);
  });

  it('that are waited for are among the values, where the facts list them', () => {
    const wrong = all.flatMap(({ label, status }) => {
      const values = (status.values ?? []).map(String);
      return values.length === 0
        ? []
        : good(status)
            .filter((state) => !values.includes(state))
            .map((state) => `${label}: ${state}`);
    });
    expect(wrong).to.deep.equal([]);
  });

  it('are known of what people wait for', () => {
    const values = (service: string, name: string) => loadService(service).resources[name]?.status?.values;
    expect(values('autoscaling', 'ScalingGroup')).to.include.members(['Active', 'InActive']);
    expect(values('vpc', 'Subnet')).to.deep.equal(['Pending', 'Available']);
    expect(values('transitrouter', 'TransitRouterVpcAttachment')).to.include.members([
      'Creating',
      'Available',
    ]);
    expect(values('vpn', 'VpnConnection')).to.include('Available').and.not.to.include('Attached');
  });

  it('let nothing pass through a failure on its way in the local cloud', () => {
    const wrong = all.filter(({ status }) => {
      const { creating, deleting, ready } = new StatusModel(status);
      return [creating, deleting, ready].some((state) => readsLikeFailure.test(String(state)));
    });
    expect(wrong.map(({ label }) => label)).to.deep.equal([]);
  });
});
