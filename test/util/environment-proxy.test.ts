import { expect } from 'chai';
import { environmentProxy, isExempted } from '../../src/util/environment-proxy.js';

const proxy = 'http://proxy.test:8080';

describe('the proxy of the environment', () => {
  it('exempts what curl and Go exempt', () => {
    const exempt: readonly (readonly [host: string, list: string])[] = [
      ['ecs.volcengineapi.com', 'volcengineapi.com'],
      ['ecs.volcengineapi.com', '.volcengineapi.com'],
      ['ecs.volcengineapi.com', '*.volcengineapi.com'],
      ['volcengineapi.com', 'a.test, VOLCENGINEAPI.com'],
      ['any.test', '*'],
      ['any.test', 'other.test any.test:443'],
      ['10.1.2.3', '10.0.0.0/8'],
      ['10.1.2.3', '10.1.2.3'],
      ['::1', '::1'],
      ['::1', '[::1]'],
      ['::1', '[::1]:443'],
      ['fd00::7', 'fd00::/8'],
    ];
    for (const [host, list] of exempt)
      expect(isExempted(host, '443', list), `${host} by ${list}`).to.equal(true);
    const others: readonly (readonly [host: string, list: string])[] = [
      ['notvolcengineapi.com', 'volcengineapi.com'],
      ['any.test', 'any.test:80'],
      ['11.1.2.3', '10.0.0.0/8'],
      ['10.1.2.3', '10.0.0.0/99'],
      ['110.1.2.3', '10.1.2.3'],
      ['fe00::7', 'fd00::/8'],
      ['::1', '127.0.0.0/8'],
      ['any.test', ''],
    ];
    for (const [host, list] of others)
      expect(isExempted(host, '443', list), `${host} by ${list}`).to.equal(false);
  });

  it('is not taken from HTTP_PROXY under CGI, where a visitor can set it', () => {
    const env = { HTTP_PROXY: proxy };
    expect(environmentProxy('http://a.test', env)).to.equal(proxy);
    expect(environmentProxy('http://a.test', { ...env, REQUEST_METHOD: 'GET' })).to.equal(undefined);
    expect(environmentProxy('http://a.test', { http_proxy: proxy, REQUEST_METHOD: 'GET' })).to.equal(proxy);
    expect(environmentProxy('https://a.test', { HTTPS_PROXY: proxy, REQUEST_METHOD: 'GET' })).to.equal(proxy);
    expect(environmentProxy('https://a.test', env)).to.equal(undefined);
    expect(environmentProxy('https://a.test', { ALL_PROXY: 'proxy.test:1' })).to.equal('http://proxy.test:1');
    expect(environmentProxy('https://[::1]:8443', { https_proxy: proxy, no_proxy: '::1' })).to.equal(
      undefined,
    );
  });
});
