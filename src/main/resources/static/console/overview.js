/* Tiles, the walk's states, and the switch. */
import {get, put} from './api.js';
import {ask, toast} from './dialog.js';
import {byId, duration, el, setText} from './dom.js';

const WALK = ['planned', 'quoted', 'placing', 'placed', 'paying', 'paid', 'shipped', 'delivered'];
const BESIDE = ['unknown', 'held', 'cancelled', 'closed'];

/* What waits for a person beside the walk, and where it is listed. */
const WAITING = {
  price_changes: {list: '#/prices', state: 'waiting'},
  privacy_requests: {list: '#/privacy', state: 'open'},
};

let buying = null;
let mayAct = false;

export function allow(may) {
  mayAct = may;
}

export async function refreshOverview() {
  const [figures, switches] = await Promise.all([get('/api/figures'), get('/api/buying')]);
  show(figures);
  buying = switches;
  showBuying();
}

function show(figures) {
  const count = states => states.reduce((sum, state) => sum + figures.purchases[state], 0);
  const attention = count(['held', 'unknown']);
  const age = Math.max(0, ...Object.values(figures.backlog_age_seconds));
  figure('attention', attention);
  figure('working', count(['planned', 'quoted', 'placing', 'placed', 'paying']));
  figure('moving', count(['paid', 'shipped']));
  figure('parked', figures.messages.parked);
  figure('backlog', age === 0 ? 'none' : duration(age));
  figure('spend', '$' + Number(figures.spend_today_usd).toFixed(2));
  note('attention', `${figures.purchases.held} held, ${figures.purchases.unknown} unknown`);
  note('moving', `${figures.purchases.shipped} shipped, ${figures.purchases.delivered} delivered`);
  note('waiting', `${figures.messages.new} waiting to be read`);
  note('backlog', age > 60 ? 'behind: look at the log' : 'in time');
  byId('tile-attention').classList.toggle('warn', attention > 0);
  byId('tile-messages').classList.toggle('warn', figures.messages.parked > 0);
  byId('tile-backlog').classList.toggle('warn', age > 60);
  showWalk(figures.purchases);
  Object.entries(WAITING).forEach(([name, {list, state}]) => showWaiting(name, figures.waiting[name] || 0, list, state));
}

function figure(name, value) {
  setText(document.querySelector(`[data-figure=${name}]`), String(value));
}

function note(name, value) {
  setText(document.querySelector(`[data-note=${name}]`), value);
}

/* Counted at the list and at its group; while something waits, the way there leads to just that. */
function showWaiting(name, amount, list, state) {
  document.querySelectorAll(`[data-waiting=${name}]`).forEach(place => {
    place.hidden = amount === 0;
    setText(place, String(amount));
  });
  document.querySelectorAll(`a[href^="${list}"][data-tab]`).forEach(link =>
    link.setAttribute('href', amount ? `${list}?state=${state}` : list));
}

function showWalk(purchases) {
  const walk = byId('walk');
  if (!walk.children.length) {
    walk.append(...[...WALK, ...BESIDE].map(state => el('li' + (BESIDE.includes(state) ? '.beside' : ''), {},
      el('a', {href: `#/purchases?state=${state}`, 'data-state': state}, el('span', {}, state), el('b', {}, '0')))));
  }
  walk.querySelectorAll('a').forEach(link => {
    const amount = purchases[link.dataset.state];
    setText(link.lastChild, String(amount));
    link.classList.toggle('none', amount === 0);
  });
}

function stopped() {
  return Object.entries({...buying.suppliers, ...buying.shops}).filter(([, allowed]) => !allowed).map(([name]) => name);
}

function showBuying() {
  const button = byId('buying-all');
  button.disabled = !mayAct;
  button.setAttribute('aria-checked', String(buying.all));
  setText(byId('buying-text'), buying.all ? 'on' : 'stopped');
  const some = stopped().length;
  setText(byId('buying-more'), some ? `${some} stopped: suppliers and shops` : 'Suppliers and shops');
  byId('tile-buying').classList.toggle('warn', !buying.all || some > 0);
}

async function change(body, words) {
  buying = await put('/api/buying', body);
  showBuying();
  toast(words);
}

byId('buying-all').addEventListener('click', () => {
  const on = !buying.all;
  ask({
    title: on ? 'Buy again?' : 'Stop all buying?',
    content: [el('p', {}, on
      ? 'Purchases that were held because buying was stopped go on by themselves.'
      : 'Nothing more is created or paid at any supplier, within a second on every replica. Orders are still taken in.')],
    confirm: on ? 'Buy again' : 'Stop buying',
    danger: !on,
    action: () => change({all: on}, on ? 'Buying is on.' : 'Buying is stopped.'),
  });
});

byId('buying-more').addEventListener('click', () => {
  if (!buying) {
    return;
  }
  const one = group => ([name, allowed]) => el('li', {}, el('label', {},
    el('input', {type: 'checkbox', name, 'data-group': group, checked: allowed, disabled: !mayAct}), ' ', name));
  const content = [
    el('p', {}, 'Buying goes on where the box is ticked.'),
    el('h3', {}, 'Suppliers'), el('ul.plain', {}, Object.entries(buying.suppliers).map(one('suppliers'))),
    el('h3', {}, 'Shops'), el('ul.plain', {}, Object.entries(buying.shops).map(one('shops'))),
  ];
  ask({
    title: 'Buying by supplier and shop',
    content,
    confirm: 'Save',
    action: mayAct ? () => {
      const body = {suppliers: {}, shops: {}};
      byId('dialog-body').querySelectorAll('input').forEach(box => {
        if (box.checked !== box.defaultChecked) {
          body[box.dataset.group][box.name] = box.checked;
        }
      });
      return change(body, 'Saved.');
    } : null,
  });
});
