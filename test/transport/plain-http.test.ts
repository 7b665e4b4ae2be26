import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Volcengine } from '../../src/client/volcengine.js';
import { writeWhole } from '../../src/util/write-file.js';
import { keys, readTarget } from './session.js';

describe('an endpoint without TLS', () => {
  it('gives one warning a session, and none on this machine', async () => {
    const warned: string[] = [];
    const ignore = (): void => undefined;
    const logger = {
      error: ignore,
      info: ignore,
      debug: ignore,
      warn: (message: string) => void warned.push(message),
    };
    const http = {
      send: () => Promise.resolve({ status: 200, headers: {}, body: '{"ResponseMetadata":{}}' }),
      close: ignore,
    };
    const volc = new Volcengine({ credentials: keys, env: {}, http, logger });
    for (const endpoint of [
      'http://gw.test:8080',
      'http://gw.test:8080',
      'https://gw.test',
      'http://127.0.0.1:1',
      'http://[::1]:1',
      'http://localhost:1',
    ])
      await volc.send(readTarget, {}, { endpoint });
    expect(warned).to.have.length(1);
    expect(warned[0]).to.match(/^Requests to gw\.test:8080 are sent without TLS/);
    await volc.send(readTarget, {}, { endpoint: 'http://127.evil.test' });
    expect(warned).to.have.length(2);
  });
});

describe('a file with keys', () => {
  it('is only for its owner, also where the old one was not, and follows no link', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'volcengine-'));
    try {
      const [file, victim] = [join(folder, 'state.json'), join(folder, 'victim')];
      writeFileSync(file, 'old', { mode: 0o644 });
      writeFileSync(victim, 'precious');
      symlinkSync(victim, `${file}.${process.pid}.tmp`);
      await writeWhole(file, 'new');
      expect(readFileSync(file, 'utf8')).to.equal('new');
      expect(readFileSync(victim, 'utf8')).to.equal('precious');
      if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).to.equal(0o600);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
