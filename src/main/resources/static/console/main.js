/* Where one is stands in the address, so that reload, back and bookmarks work. Everything is asked anew every few seconds. */
import {csrfToken, get} from './api.js';
import {ask, toast} from './dialog.js';
import {byId, el, refreshTimes, setText} from './dom.js';
import {startImport} from './catalogue.js';
import * as detail from './detail.js';
import * as lists from './lists.js';
import * as overview from './overview.js';
import * as parts from './parts.js';
import {connectShop} from './shops.js';

const EVERY = 4000;

/** #/tab, #/tab?state=…&q=… or #/tab/id?shop=… */
function place() {
  const [path, query] = location.hash.replace(/^#\//, '').split('?');
  const [tab, id] = path.split('/');
  const parameters = new URLSearchParams(query);
  return {tab: lists.isList(tab) ? tab : 'orders', id, parameters};
}

/* What each list was filtered by last, for the way back from a detail. */
const filters = {};

function go() {
  const {tab, id: named, parameters} = place();
  const id = detail.opens(tab) ? named : null;
  if (tab === 'accounts' && (parameters.has('connected') || parameters.has('refused'))) {
    sayConnected(parameters.get('connected'), parameters.get('refused'));
    history.replaceState(null, '', '#/accounts');
    return go();
  }
  if (!id) {
    filters[tab] = {state: parameters.get('state') || '', q: parameters.get('q') || ''};
  }
  const {state = '', q = ''} = filters[tab] || {};
  lists.choose(tab, state, q);
  detail.open(id ? {tab, id: decodeURIComponent(id), shop: parameters.get('shop')} : null);
  byId('close').href = address(tab, state, q);
  document.querySelectorAll('#walk a').forEach(link => tab === 'purchases' && link.dataset.state === state
    ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current'));
  refresh();
}

/* How the way to the supplier's page and back ended. */
function sayConnected(connected, refused) {
  if (connected) {
    toast(`Account ${connected} is connected.`);
  } else {
    ask({title: 'The account is not connected', content: [el('p', {}, refused)]});
  }
}

function address(tab, state, q) {
  const query = new URLSearchParams();
  if (state) {
    query.set('state', state);
  }
  if (q) {
    query.set('q', q);
  }
  return `#/${tab}${query.size ? '?' + query : ''}`;
}

let running = null;
let again = false;

/** One round at a time; what changes while one runs is asked in the next. */
async function refresh() {
  if (running) {
    again = true;
    return running;
  }
  running = round();
  await running;
  running = null;
  if (again) {
    again = false;
    return refresh();
  }
}

async function round() {
  const results = await Promise.allSettled([overview.refreshOverview(), lists.refreshList(), detail.refreshDetail()]);
  const failed = results.find(result => result.status === 'rejected')?.reason;
  const signedOut = failed?.status === 401;
  byId('live').classList.toggle('away', Boolean(failed));
  setText(byId('live-text'), failed ? 'not up to date' : 'live');
  byId('banner').hidden = !failed;
  setText(byId('banner'), !failed ? '' : signedOut ? 'You are signed out. Reload the page to sign in again.'
    : failed.status ? failed.message : 'The service cannot be reached; trying again.');
  refreshTimes();
}

byId('filters').addEventListener('submit', event => event.preventDefault());

let typing;
byId('search').addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    const {tab} = place();
    location.replace(address(tab, byId('state').value, byId('search').value.trim()));
  }, 250);
});

byId('state').addEventListener('change', () => {
  location.hash = address(place().tab, byId('state').value, byId('search').value.trim());
});

byId('more').addEventListener('click', () => lists.showMore(refresh));

document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && !byId('detail').hidden && !byId('dialog').open) {
    byId('close').click();
  } else if (event.key === '/' && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && !byId('dialog').open) {
    event.preventDefault();
    byId('search').focus();
  }
});

// Closing a detail leads back to the row it was opened from.
let openedFrom = null;
document.addEventListener('click', event => {
  const row = event.target.closest('#rows tr');
  if (!row) {
    return;
  }
  openedFrom = row.dataset.key;
  if (!event.target.closest('a') && !String(getSelection())) {
    row.querySelector('a').click();
  }
});
byId('close').addEventListener('click', () => requestAnimationFrame(() =>
  (openedFrom && document.querySelector(`#rows tr[data-key="${CSS.escape(openedFrom)}"] a`) || byId('list')).focus({preventScroll: true})));

byId('sign-out').addEventListener('submit', () => {
  byId('sign-out').elements._csrf.value = csrfToken();
});

addEventListener('hashchange', go);
document.addEventListener('visibilitychange', () => document.hidden || refresh());
setInterval(() => document.hidden || refresh(), EVERY);

get('/api/session').then(session => {
  setText(byId('user'), session.user);
  overview.allow(session.may_act);
  parts.allow(session.may_act);
  const button = (text, onclick) => el('button', {type: 'button', onclick: () => Promise.resolve(onclick()).catch(refused =>
    ask({title: 'That cannot be done now', content: [el('p', {}, refused.message)]}))}, text);
  lists.offer(session.may_act ? {
    imports: [button('Import products…', startImport)],
    shops: [button('Connect a shop…', connectShop)],
    accounts: session.connect.map(supplier => el('a.button', {href: supplier.path}, `Connect an account of ${supplier.title}`)),
  } : {});
}).catch(() => { /* The banner says why. */ }).finally(go);
