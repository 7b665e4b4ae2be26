// The script of the page: polls the API every second, and sends what the forms and buttons ask for.
/* global document, fetch, CSS, confirm, FormData, setInterval */

const api = '/_emulator/api/';
const maxRows = 200;
const shown = { lastRequest: 0, openType: '', services: '', faults: '' };

const byId = (id) => document.getElementById(id);

/** Creates an element; attributes that start with `on` are event listeners. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

async function callApi(path, method = 'GET', body) {
  const headers = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(api + path, { method, headers, body: JSON.stringify(body) });
  const result = await response.json();
  if (!response.ok) throw new Error(result.error);
  return result;
}

function toneOf(state) {
  if (/fail|error|abnormal/i.test(state)) return 'bad';
  if (/ing$|pending|provision|wait/i.test(state) && !/running/i.test(state)) return 'warn';
  return /running|avail|active|attached|success|ready|inservice|normal|enable/i.test(state) ? 'good' : '';
}

function chip(text, tone = toneOf(text)) {
  return make('span', { class: `chip ${tone}` }, text);
}

function showState(state) {
  byId('now').textContent = `${new Date(state.nowMs).toISOString().replace('T', ' ').slice(0, 19)} UTC`;
  byId('clock').textContent = state.clock;
  byId('account').textContent = state.account;
  byId('region').textContent = state.region;
  const services = JSON.stringify(state.services);
  if (services !== shown.services) {
    shown.services = services;
    showServices(state.services);
  }
  const faults = JSON.stringify(state.faults);
  if (faults !== shown.faults) {
    shown.faults = faults;
    showFaults(state.faults);
  }
}

function showServices(services) {
  const closedDetails = document.querySelectorAll('details.service:not([open])');
  const closed = new Set([...closedDetails].map((details) => details.dataset.name));
  const focused = document.activeElement?.dataset.type;
  const counts = services.flatMap((service) => service.types.map((type) => type.count));
  const total = counts.reduce((sum, count) => sum + count, 0);
  byId('total').textContent = total + (total === 1 ? ' resource' : ' resources');
  byId('services').replaceChildren(
    ...services.map((service) => {
      const name = `${service.service} ${service.account} ${service.region}`;
      return make(
        'details',
        { class: 'service', open: !closed.has(name), 'data-name': name },
        make(
          'summary',
          {},
          service.service,
          make('span', { class: 'place' }, `${service.region} · ${service.account}`),
        ),
        ...service.types.flatMap((type) => typeRows(service, type)),
      );
    }),
  );
  if (services.length === 0) {
    byId('services').append(make('p', { class: 'empty' }, 'No resource has been created yet.'));
  }
  // The elements are new, so the focus has to be set again.
  if (focused) document.querySelector(`[data-type="${CSS.escape(focused)}"]`)?.focus();
}

/** The button of a resource type; when it is open, also the list of its resources. */
function typeRows(service, type) {
  const key = `${service.account}/${service.region}/${type.key}`;
  const isOpen = shown.openType === key;
  const states = Object.entries(type.states).map(([state, count]) =>
    chip(count === type.count ? state : `${count} ${state}`),
  );
  const toggle = () => {
    shown.openType = isOpen ? '' : key;
    shown.services = '';
    refresh();
  };
  const button = make(
    'button',
    {
      class: 'resource-type',
      type: 'button',
      'data-type': key,
      'aria-expanded': String(isOpen),
      onclick: toggle,
    },
    make('span', {}, type.name),
    make('span', { class: 'count' }, String(type.count)),
    make('span', { class: 'states' }, ...states),
  );
  if (!isOpen) return [button];
  const list = make('ul', { class: 'items', 'aria-label': `${type.name} resources` });
  fillItems(list, service, type);
  return [button, list];
}

async function fillItems(list, { account, region }, type) {
  const query = new URLSearchParams({ account, region, type: type.key });
  const { items, total } = await callApi(`resources?${query}`);
  list.replaceChildren(...items.map((item) => make('li', {}, itemDetails(item))));
  if (total > items.length) {
    list.append(make('li', { class: 'count' }, `and ${total - items.length} more`));
  }
}

function itemDetails({ id, name, status, data }) {
  return make(
    'details',
    {},
    make(
      'summary',
      {},
      make('code', {}, id),
      ' ',
      name ?? '',
      ' ',
      status === undefined ? undefined : chip(String(status)),
    ),
    make('pre', { tabindex: '0' }, JSON.stringify(data, null, 2)),
  );
}

function showFaults(faults) {
  byId('faults').replaceChildren(
    ...faults.map((fault) => {
      const { kind, service, action, ...rest } = fault.rule;
      const options = Object.entries(rest).map(([name, value]) => `${name} ${value}`);
      const target = `${service ?? 'every service'} · ${action ?? 'every action'}`;
      const hits = `${fault.hits} ${fault.hits === 1 ? 'hit' : 'hits'}`;
      return make(
        'li',
        {},
        make(
          'span',
          {},
          make('strong', {}, kind),
          ` ${[target, ...options].join(', ')} `,
          make('span', { class: 'count' }, hits),
        ),
        make(
          'button',
          {
            type: 'button',
            'aria-label': `Remove the fault ${kind}`,
            onclick: () => act(`faults/${fault.id}`, 'DELETE'),
          },
          'Remove',
        ),
      );
    }),
  );
}

function showRequests(requests) {
  for (const request of requests) {
    shown.lastRequest = request.id;
    byId('requests').prepend(requestRow(request));
  }
  const rows = byId('requests').querySelectorAll('tr[data-request]');
  for (const row of [...rows].slice(maxRows)) {
    if (row.nextElementSibling?.matches('.more')) row.nextElementSibling.remove();
    row.remove();
  }
  byId('none').hidden = rows.length > 0;
  byId('seen').textContent = `${shown.lastRequest} received`;
}

function requestRow(request) {
  const row = make('tr', { 'data-request': request.id });
  const toggle = make(
    'button',
    {
      class: 'link',
      type: 'button',
      'aria-expanded': 'false',
      onclick: () => toggleDetails(row, toggle, request),
    },
    request.action || '(none)',
  );
  const status = make(
    'span',
    { class: `status ${request.status === 200 ? 'good' : 'bad'}` },
    request.status === undefined ? 'none' : String(request.status),
  );
  const faults = request.faults.map((kind) => chip(kind, 'warn'));
  const { state } = request.signature;
  const signatureTone = { valid: 'good', refused: 'bad' }[state] ?? '';
  row.append(
    make('td', { class: 'mono' }, new Date(request.atMs).toISOString().slice(11, 23)),
    make('td', {}, request.service || '—'),
    make('td', {}, toggle),
    make('td', {}, status, ' ', request.code ?? '', ' ', ...faults),
    make('td', {}, chip(state, signatureTone)),
    make('td', { class: 'mono' }, `${request.durationMs.toFixed(1)} ms`),
  );
  return row;
}

function toggleDetails(row, toggle, request) {
  const isOpen = toggle.getAttribute('aria-expanded') === 'true';
  toggle.setAttribute('aria-expanded', String(!isOpen));
  if (isOpen) {
    row.nextElementSibling.remove();
    return;
  }
  const { signature, input, message, requestId, accessKeyId, account, region, version, method } = request;
  const details = { requestId, method, version, region, account, accessKeyId, message, signature, input };
  const text = make('pre', { tabindex: '0' }, JSON.stringify(details, null, 2));
  row.after(make('tr', { class: 'more' }, make('td', { colspan: '6' }, text)));
}

function forgetRequests() {
  shown.lastRequest = 0;
  byId('requests').replaceChildren();
}

async function refresh() {
  try {
    const [state, { requests }] = await Promise.all([
      callApi('state'),
      callApi(`requests?after=${shown.lastRequest}`),
    ]);
    if (state.requestCount < shown.lastRequest) forgetRequests();
    showState(state);
    showRequests(requests);
    byId('problem').textContent = '';
  } catch (error) {
    byId('problem').textContent = `The local cloud does not respond: ${error.message}`;
  }
}

async function act(path, method, body) {
  try {
    await callApi(path, method, body);
    byId('said').textContent = 'Done';
    await refresh();
  } catch (error) {
    byId('problem').textContent = error.message;
  }
}

byId('advance').addEventListener('submit', (event) => {
  event.preventDefault();
  act('advance', 'POST', { by: byId('by').value });
});

byId('reset').addEventListener('click', () => {
  if (!confirm('Delete all resources, requests and faults?')) return;
  forgetRequests();
  act('reset', 'POST', {});
});

byId('fault').addEventListener('submit', (event) => {
  event.preventDefault();
  const data = new FormData(event.target);
  const rule = { kind: data.get('kind') };
  for (const name of ['service', 'action']) if (data.get(name)) rule[name] = data.get(name);
  for (const name of ['ms', 'count', 'share']) if (data.get(name)) rule[name] = Number(data.get(name));
  if (rule.kind === 'reset' || rule.kind === 'noResponse') rule.when = 'before';
  if (['latency', 'clockOffset', 'eventual'].includes(rule.kind)) rule.ms ??= 1000;
  else delete rule.ms;
  // The form has no field for it: a stream then breaks in its middle.
  if (rule.kind.startsWith('stream')) rule.after = 3;
  if (rule.kind === 'throttle') rule.retryAfterSeconds = 1;
  act('faults', 'POST', rule);
});

refresh();
setInterval(refresh, 1000);
