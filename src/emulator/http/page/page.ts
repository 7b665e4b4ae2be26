import { hash } from 'node:crypto';
import { faultKinds } from '../faults.js';
import { script } from './script.js';
import { style } from './style.js';

/** The page at `/_emulator`: whole in itself, asking nothing of anywhere else. */
export const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Local cloud</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header>
  <h1><span class="mark" aria-hidden="true"></span>Local cloud</h1>
  <dl class="facts">
    <div><dt>Time</dt><dd id="now">…</dd></div>
    <div><dt>Clock</dt><dd id="clock">…</dd></div>
    <div><dt>Account</dt><dd id="account">…</dd></div>
    <div><dt>Region</dt><dd id="region">…</dd></div>
  </dl>
  <div class="tools">
    <form id="advance"><label><span class="hidden">Advance the clock by</span><input id="by" value="10m" size="5" required></label>
      <button type="submit">Advance</button></form>
    <button id="reset" class="danger" type="button">Reset</button>
  </div>
</header>
<p id="problem" role="alert"></p>
<p id="said" class="hidden" role="status"></p>
<main>
  <section aria-labelledby="resources-title">
    <div class="head"><h2 id="resources-title">Resources</h2><span id="total" class="count"></span></div>
    <div id="services"></div>
  </section>
  <div class="stack">
    <section aria-labelledby="faults-title">
      <div class="head"><h2 id="faults-title">Faults</h2></div>
      <form id="fault" class="fault">
        <label>Kind<select name="kind">${faultKinds.map((kind) => `<option>${kind}</option>`).join('')}</select></label>
        <label>Service<input name="service" placeholder="every"></label>
        <label>Action<input name="action" placeholder="every"></label>
        <label>Milliseconds<input name="ms" type="number" placeholder="1000"></label>
        <label>Share<input name="share" type="number" min="0" max="1" step="0.05" placeholder="1"></label>
        <label>Count<input name="count" type="number" min="1" step="1" placeholder="no end"></label>
        <button class="primary" type="submit">Inject</button>
      </form>
      <ul id="faults" class="faults" aria-label="Faults in force"></ul>
    </section>
    <section aria-labelledby="requests-title">
      <div class="head"><h2 id="requests-title">Requests</h2><span id="seen" class="count"></span></div>
      <div class="scroll" tabindex="0" role="region" aria-label="Requests, newest first">
        <table>
          <thead><tr><th scope="col">Time</th><th scope="col">Service</th><th scope="col">Action</th><th scope="col">Answer</th><th scope="col">Signature</th><th scope="col">Took</th></tr></thead>
          <tbody id="requests"></tbody>
        </table>
      </div>
      <p id="none" class="empty">No request has come in yet.</p>
    </section>
  </div>
</main>
<script>${script}</script>
</body>
</html>
`;

/** Lets the browser run this very script and style, and nothing else. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `script-src 'sha256-${hash('sha256', script, 'base64')}'`,
  `style-src 'sha256-${hash('sha256', style, 'base64')}'`,
  "connect-src 'self'",
  'img-src data:',
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
