/** What the page does: asks every second what is new, and sends what its buttons say. */
export const script = String.raw`
const $ = (id) => document.getElementById(id);
const api = '/_emulator/api/';
const shown = { lastRequest: 0, openNoun: '', services: '', faults: '' };

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

async function ask(path, method = 'GET', body) {
  const init = body === undefined ? { method } : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(api + path, init);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

function tone(state) {
  if (/fail|error|abnormal/i.test(state)) return 'bad';
  if (/ing$|pending|provision|wait/i.test(state) && !/running/i.test(state)) return 'warn';
  return /running|avail|active|attached|success|ready|inservice|normal|enable/i.test(state) ? 'good' : '';
}

function chip(text) { return make('span', { class: 'chip ' + tone(text) }, text); }

function showState(state) {
  $('now').textContent = new Date(state.nowMs).toISOString().replace('T', ' ').slice(0, 19) + ' UTC';
  $('clock').textContent = state.clock;
  $('account').textContent = state.account;
  $('region').textContent = state.region;
  const services = JSON.stringify(state.services);
  if (services !== shown.services) { shown.services = services; showServices(state.services); }
  const faults = JSON.stringify(state.faults);
  if (faults !== shown.faults) { shown.faults = faults; showFaults(state.faults); }
}

function showServices(services) {
  const closed = new Set([...document.querySelectorAll('details.service:not([open])')].map((one) => one.dataset.name));
  const focused = document.activeElement && document.activeElement.dataset.noun;
  const total = services.reduce((sum, service) => sum + service.nouns.reduce((n, noun) => n + noun.count, 0), 0);
  $('total').textContent = total + (total === 1 ? ' resource' : ' resources');
  $('services').replaceChildren(...services.map((service) => {
    const name = service.service + ' ' + service.account + ' ' + service.region;
    return make('details', { class: 'service', open: !closed.has(name), 'data-name': name },
      make('summary', {}, service.service, make('span', { class: 'place' }, service.region + ' · ' + service.account)),
      ...service.nouns.flatMap((noun) => nounRows(service, noun)));
  }));
  if (services.length === 0) $('services').append(make('p', { class: 'empty' }, 'Nothing has been created yet.'));
  if (focused) document.querySelector('[data-noun="' + CSS.escape(focused) + '"]')?.focus();
}

function nounRows(service, noun) {
  const key = service.account + '/' + service.region + '/' + noun.key;
  const isOpen = shown.openNoun === key;
  const states = Object.entries(noun.states).map(([state, count]) => chip(count === noun.count ? state : count + ' ' + state));
  const button = make('button', { class: 'noun', type: 'button', 'data-noun': key, 'aria-expanded': String(isOpen),
      onclick: () => { shown.openNoun = isOpen ? '' : key; shown.services = ''; void refresh(); } },
    make('span', {}, noun.noun), make('span', { class: 'count' }, String(noun.count)), make('span', { class: 'states' }, ...states));
  if (!isOpen) return [button];
  const list = make('ul', { class: 'items', 'aria-label': noun.noun + ' resources' });
  void fillItems(list, service, noun);
  return [button, list];
}

async function fillItems(list, service, noun) {
  const query = new URLSearchParams({ account: service.account, region: service.region, noun: noun.key });
  const { items, total } = await ask('resources?' + query);
  list.replaceChildren(...items.map((item) => make('li', {}, make('details', {},
    make('summary', {}, make('code', {}, item.id), ' ', item.name ?? '', ' ', item.status === undefined ? undefined : chip(String(item.status))),
    make('pre', { tabindex: '0' }, JSON.stringify(item.data, null, 2))))));
  if (total > items.length) list.append(make('li', { class: 'count' }, 'and ' + (total - items.length) + ' more'));
}

function showFaults(faults) {
  $('faults').replaceChildren(...faults.map((fault) => {
    const { kind, service, action, ...rest } = fault.rule;
    const details = Object.entries(rest).map(([name, value]) => name + ' ' + value).join(', ');
    const where = [service ?? 'every service', action ?? 'every action'].join(' · ');
    return make('li', {}, make('span', {}, make('strong', {}, kind), ' ', where, details ? ' — ' + details : '', ' ', make('span', { class: 'count' }, fault.hits + (fault.hits === 1 ? ' hit' : ' hits'))),
      make('button', { type: 'button', 'aria-label': 'Remove the fault ' + kind, onclick: () => void act('faults/' + fault.id, 'DELETE') }, 'Remove'));
  }));
}

function showRequests(requests) {
  for (const request of requests) {
    shown.lastRequest = request.id;
    const isGood = request.status === 200;
    const row = make('tr', { 'data-request': request.id });
    const toggle = make('button', { class: 'link', type: 'button', 'aria-expanded': 'false' }, request.action || '(none)');
    toggle.addEventListener('click', () => toggleDetails(row, toggle, request));
    const faults = request.faults.map((kind) => make('span', { class: 'chip warn' }, kind));
    row.append(
      make('td', { class: 'mono' }, new Date(request.atMs).toISOString().slice(11, 23)),
      make('td', {}, request.service || '—'), make('td', {}, toggle),
      make('td', {}, make('span', { class: 'status ' + (isGood ? 'good' : 'bad') }, request.status === undefined ? 'none' : String(request.status)), ' ', request.code ?? '', ' ', ...faults),
      make('td', {}, make('span', { class: 'chip ' + (request.signature.state === 'valid' ? 'good' : request.signature.state === 'refused' ? 'bad' : '') }, request.signature.state)),
      make('td', { class: 'mono' }, request.durationMs.toFixed(1) + ' ms'));
    $('requests').prepend(row);
  }
  const rows = $('requests').querySelectorAll('tr[data-request]');
  for (const old of [...rows].slice(200)) { if (old.nextElementSibling?.matches('.more')) old.nextElementSibling.remove(); old.remove(); }
  $('none').hidden = rows.length > 0;
  $('seen').textContent = shown.lastRequest + ' seen';
}

function toggleDetails(row, toggle, request) {
  const isOpen = toggle.getAttribute('aria-expanded') === 'true';
  toggle.setAttribute('aria-expanded', String(!isOpen));
  if (isOpen) { row.nextElementSibling.remove(); return; }
  const { signature, input, message, requestId, accessKeyId, account, region, version, method } = request;
  const details = { requestId, method, version, region, account, accessKeyId, message, signature, input };
  row.after(make('tr', { class: 'more' }, make('td', { colspan: '6' }, make('pre', { tabindex: '0' }, JSON.stringify(details, null, 2)))));
}

async function refresh() {
  try {
    const [state, requests] = await Promise.all([ask('state'), ask('requests?after=' + shown.lastRequest)]);
    if (state.requestCount < shown.lastRequest) { shown.lastRequest = 0; $('requests').replaceChildren(); }
    showState(state);
    showRequests(requests.requests);
    $('problem').textContent = '';
  } catch (error) {
    $('problem').textContent = 'The local cloud does not answer: ' + error.message;
  }
}

async function act(path, method, body) {
  try { await ask(path, method, body); $('said').textContent = 'Done'; await refresh(); }
  catch (error) { $('problem').textContent = error.message; }
}

$('advance').addEventListener('submit', (event) => { event.preventDefault(); void act('advance', 'POST', { by: $('by').value }); });
$('reset').addEventListener('click', () => { if (confirm('Delete every resource, request and fault?')) { shown.lastRequest = 0; $('requests').replaceChildren(); void act('reset', 'POST', {}); } });
$('fault').addEventListener('submit', (event) => {
  event.preventDefault();
  const data = new FormData(event.target);
  const rule = { kind: data.get('kind') };
  for (const name of ['service', 'action']) if (data.get(name)) rule[name] = data.get(name);
  for (const name of ['ms', 'count', 'share']) if (data.get(name)) rule[name] = Number(data.get(name));
  if (rule.kind === 'reset' || rule.kind === 'noAnswer') rule.when = 'before';
  if (['latency', 'clockOffset', 'eventual'].includes(rule.kind)) rule.ms ??= 1000; else delete rule.ms;
  if (rule.kind === 'throttle') rule.retryAfterSeconds = 1;
  void act('faults', 'POST', rule);
});
void refresh();
setInterval(refresh, 1000);
`;
