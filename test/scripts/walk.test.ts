import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { root } from '../support/built.js';

describe('the walk of ARCHITECTURE.md', function () {
  this.timeout(60_000);

  it('follows a call from the collection to the network and back, and counts its files', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/walk.mjs'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(status, stderr).to.equal(0);
    const places = ['collection.ts', 'action-builder.ts', 'run-call.ts', 'signer.ts', 'http-exchange.ts'];
    const found = places.map((file) => stdout.indexOf(`/${file} `));
    expect(found).not.to.include(-1);
    expect(found).to.deep.equal([...found].sort((a, b) => a - b));
    expect(stdout).to.match(/\n\d+ files, \d+ returns to a file already left, \d+ functions\n$/);
  });
});
