import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { Emulator } from '../../src/emulator/index.js';
import { serverNeeds } from '../support/server.js';
import { callerOf } from '../support/caller.js';
const browser = '/usr/bin/chromium';
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

describe("the local cloud's page in a real browser", function () {
  this.timeout(60_000);
  let folder: string;
  let context: BrowserContext;
  let cloud: Emulator;
  let page: Page;
  const complaints: string[] = [];

  before(async function () {
    if (!existsSync(browser)) this.skip();
    folder = await mkdtemp(join(tmpdir(), 'local-cloud-page-'));
    context = await chromium.launchPersistentContext(folder, {
      executablePath: browser,
      headless: true,
      args: quiet,
      viewport: { width: 1280, height: 900 },
    });
  });
  after(async () => {
    await context?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    cloud = await new Emulator({
      clock: 'virtual',
      startAt: new Date('2026-01-02T03:04:05Z'),
      settleMs: 60_000,
    }).start();
    complaints.length = 0;
    page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${cloud.url}/_emulator`);
    await page.getByText('2026-01-02 03:04:05 UTC').waitFor();
  });
  afterEach(async () => {
    await page.close();
    await cloud.stop();
  });

  const run = (name = 'web'): Promise<Record<string, unknown>> =>
    callerOf(cloud.config()).call('ecs', 'RunInstances', {
      ...serverNeeds,
      ImageId: 'image-1',
      InstanceName: name,
      ZoneId: 'cn-beijing-a',
    });

  it('shows resources by service with their states, and each one opened', async () => {
    await page.getByText('No resource has been created yet.').waitFor();
    await run('<b>web</b>');
    const resourceType = page.getByRole('button', { name: /Instance 1 CREATING/ });
    await resourceType.click();
    await page.locator('summary', { hasText: '<b>web</b>' }).click();
    await page.getByText('"InstanceName": "<b>web</b>"').waitFor();
    expect(await page.locator('b').count()).to.equal(0);
    expect(await resourceType.getAttribute('aria-expanded')).to.equal('true');
    if (process.env['SCREENSHOT']) await page.screenshot({ path: process.env['SCREENSHOT'] });
    expect(complaints).to.deep.equal([]);
  });

  it('shows requests as they come in, with what became of their signatures', async () => {
    await page.getByText('No request has been received yet.').waitFor();
    await run();
    await callerOf(cloud.config()).answer('ecs', 'StopInstance', { InstanceId: 'i-0' });
    await fetch(`${cloud.url}/?Action=DescribeZones&Version=2020-04-01`);
    await page.getByRole('row', { name: /ecs RunInstances 200 valid/ }).waitFor();
    await page.getByRole('row', { name: /ecs StopInstance 404 InvalidInstance.NotFound valid/ }).waitFor();
    await page.getByRole('row', { name: /DescribeZones 401 MissingAuthenticationToken absent/ }).waitFor();
    await page.getByRole('button', { name: 'RunInstances' }).click();
    await page.getByText('"signedHeaders"').waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('advances the clock', async () => {
    await run();
    await page.getByLabel('Advance the clock by').fill('2m');
    await page.getByRole('button', { name: 'Advance' }).click();
    await page.getByText('2026-01-02 03:06:05 UTC').waitFor();
    await page.getByRole('button', { name: /Instance 1 RUNNING/ }).waitFor();
    expect(cloud.resources('ecs.Instance')[0]).to.include({ Status: 'RUNNING' });
    await page.getByLabel('Advance the clock by').fill('soon');
    await page.getByRole('button', { name: 'Advance' }).click();
    await page.getByRole('alert').filter({ hasText: 'not a duration' }).waitFor();
  });

  it('injects a fault, shows its hits, and removes it', async () => {
    await page.getByLabel('Kind').selectOption('throttle');
    await page.getByLabel('Service').fill('ecs');
    await page.getByRole('button', { name: 'Inject' }).click();
    await page.getByRole('listitem').filter({ hasText: 'throttle ecs · every action' }).waitFor();
    expect((await callerOf(cloud.config()).answer('ecs', 'DescribeZones')).status).to.equal(429);
    await page.getByRole('listitem').filter({ hasText: '1 hit' }).waitFor();
    await page.getByRole('button', { name: 'Remove the fault throttle' }).click();
    await page.getByRole('listitem').filter({ hasText: 'throttle' }).waitFor({ state: 'detached' });
    expect(cloud.faults).to.deep.equal([]);
  });

  it('resets after asking', async () => {
    await run();
    await page.getByRole('button', { name: /Instance 1/ }).waitFor();
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByText('No resource has been created yet.').waitFor();
    expect(cloud.resources('ecs.Instance')).to.deep.equal([]);
  });

  it('can be used by keyboard, and names what it shows', async () => {
    await run();
    const resourceType = page.getByRole('button', { name: /Instance 1/ });
    await resourceType.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'Instance resources' }).waitFor();
    // What is drawn anew each second must not take the focus away.
    await run();
    await page.getByRole('button', { name: /Instance 2/ }).waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).to.match(/Instance/);
    for (const name of ['Resources', 'Faults', 'Requests']) {
      expect(await page.getByRole('region', { name, exact: true }).count(), name).to.equal(1);
    }
    const unnamed = await page.evaluate(
      `[...document.querySelectorAll('button, input, select')].filter(
        (one) => !(one.textContent || one.getAttribute('aria-label') || one.labels?.length)).length`,
    );
    expect(unnamed).to.equal(0);
  });
});

describe("the page's own requests", () => {
  it('are answered to the page alone, and only on an address of this machine', async () => {
    const cloud = await new Emulator().start();
    const post = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${cloud.url}/_emulator/api/reset`, { method: 'POST', headers, body: '{}' });
    const json = { 'content-type': 'application/json' };
    expect((await post({ ...json, origin: 'http://example.com' })).status).to.equal(403);
    expect((await post({ 'content-type': 'text/plain' })).status).to.equal(415);
    expect((await post({ ...json, origin: cloud.url })).status).to.equal(200);
    expect((await fetch(`${cloud.url}/_emulator/api/nothing`)).status).to.equal(404);
    expect((await fetch(`${cloud.url}/_emulator/api/resources?resourceType=ecs.X`)).status).to.equal(404);
    const headers = (await fetch(`${cloud.url}/_emulator`)).headers;
    expect(headers.get('content-security-policy')).to.match(/default-src 'none'; script-src 'sha256-/);
    await cloud.stop();
  });
});
