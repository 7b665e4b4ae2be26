import { expect } from 'chai';
import { AllowedHosts } from '../../../src/emulator/http/allowed-hosts.js';

describe('the hosts that are allowed', () => {
  const hosts = new AllowedHosts(['Cloud.test']);

  it('are IP addresses, localhost, its subdomains and the chosen names', () => {
    for (const host of ['127.0.0.1:80', '[::1]:8080', 'localhost', 'ecs.localhost:80', 'cloud.test:8080']) {
      expect(hosts.refusal({ host }), host).to.equal(undefined);
    }
    for (const host of [
      'example.com',
      'localhost.example.com',
      '127.0.0.1.example.com',
      '',
      'x'.repeat(1e5),
    ]) {
      expect(hosts.refusal({ host }), host.slice(0, 40)).to.match(/allowedHosts/);
    }
  });

  it('do not let pages of other sites call, with an Origin or without', () => {
    const host = '127.0.0.1:80';
    expect(hosts.refusal({ host, origin: `http://${host}` })).to.equal(undefined);
    expect(hosts.refusal({ host, 'sec-fetch-site': 'same-origin' })).to.equal(undefined);
    expect(hosts.refusal({ host, 'sec-fetch-site': 'none' })).to.equal(undefined);
    for (const headers of [
      { origin: 'http://example.com' },
      { origin: 'null' },
      { origin: 'http://127.0.0.1:81' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      expect(hosts.refusal({ host, ...headers }), JSON.stringify(headers)).to.match(/other sites/);
    }
  });
});
