import { expect } from 'chai';
import { faultKinds } from '../../../src/emulator/http/faults.js';
import { page } from '../../../src/emulator/http/page.js';

describe('the page', () => {
  it('contains its script and style, and offers every kind of fault', () => {
    expect(page).not.to.match(/<link rel="stylesheet"|<script src/);
    expect(page).to.include('<style>').and.to.include('callApi');
    const options = [...page.matchAll(/<option>(\w+)<\/option>/g)].map(([, kind]) => kind);
    expect(options).to.deep.equal(faultKinds);
  });
});
