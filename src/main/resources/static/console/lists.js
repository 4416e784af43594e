/* The lists. Rows are kept by their key and changed in place, so that a refresh moves neither focus nor scroll. */
import {get} from './api.js';
import {badge, byId, el, money, replace, setText, time} from './dom.js';

const PAGE = 50;
const MOST = 500;
const PURCHASE_STATES = ['planned', 'quoted', 'placing', 'placed', 'paying', 'paid', 'shipped', 'delivered', 'unknown', 'held',
  'cancelled', 'closed'];

const why = item => item.reason_code
  ? [el('code', {}, item.reason_code), ' ', el('span.muted', {}, item.hint || item.reason || '')]
  : el('span.muted.nothing', {}, '–');

const shop = domain => (domain || '').replace(/\.myshopify\.com$/, '');

const LISTS = {
  orders: {
    path: '/api/shopify-orders',
    caption: 'Shopify orders, newest first',
    states: ['new', 'buying', 'ignored'],
    search: 'Order, SKU, title…',
    none: 'No Shopify order here. Send one, or loosen the filter.',
    key: order => `${order.shop}/${order.id}`,
    link: order => `#/orders/${order.id}?shop=${encodeURIComponent(order.shop)}`,
    columns: [
      ['Order', (order, link) => [link(order.name || order.id), el('small', {}, shop(order.shop))]],
      ['State', order => badge(order.state)],
      ['Purchases', order => order.purchases.length
        ? el('span.chips', {}, order.purchases.map(purchase => badge(purchase.state))) : el('span.muted', {}, 'none')],
      ['Why', order => order.unmapped.length
        ? [el('code', {}, 'UNMAPPED'), ' ',
          el('span.muted', {}, `${order.unmapped.length} of ${order.lines.length} lines need a product link`)]
        : why(order)],
      ['Taken in', order => time(order.created_at)],
    ],
  },
  purchases: {
    path: '/api/orders',
    caption: 'Purchases, newest first',
    states: PURCHASE_STATES,
    search: 'Order, reference, trade…',
    none: 'No purchase here. Loosen the filter, or look at the Shopify orders for the reason.',
    key: purchase => purchase.id,
    link: purchase => `#/purchases/${purchase.id}`,
    columns: [
      ['Order', (purchase, link) => [link(purchase.shopify_order_name || purchase.shopify_order_id), el('small', {}, shop(purchase.shop))]],
      ['State', purchase => badge(purchase.state, purchase.held_from)],
      ['Supplier', purchase => [purchase.supplier, el('small', {}, purchase.trade_ids[0] || 'no order yet')]],
      ['Total', purchase => el('span.number', {}, money(purchase.actual_total ?? purchase.quoted_total, purchase.currency))],
      ['Why', why],
      ['Changed', purchase => time(purchase.updated_at)],
    ],
  },
  messages: {
    path: '/api/messages',
    caption: 'Messages of the inbox, newest first',
    states: ['new', 'done', 'parked'],
    search: 'Topic, key, reason…',
    none: 'No message here.',
    key: message => message.id,
    link: message => `#/messages/${message.id}`,
    columns: [
      ['Message', (message, link) => [link(message.topic || 'no topic'), el('small', {}, shop(message.shop) || message.source)]],
      ['State', message => badge(message.state)],
      ['Source', message => message.source],
      ['Why', why],
      ['Received', message => time(message.received_at)],
    ],
  },
  accounts: {
    path: '/api/accounts',
    caption: 'Supplier accounts, newest first',
    none: 'No account is connected. Connect one to buy.',
    key: account => account.id,
    link: account => `#/accounts/${account.id}`,
    columns: [
      ['Account', (account, link) => [link(account.user_id || account.id), el('small', {}, account.supplier)]],
      ['State', account => badge(account.state)],
      ['Buys for', account => account.is_default ? ['every shop', el('small', {}, 'that has no account of its own')]
        : account.shops.length ? account.shops.map(shop).join(', ') : el('span.muted', {}, 'no shop yet')],
      ['Why', account => account.warning ? el('span.muted', {}, account.warning) : el('span.muted.nothing', {}, '–')],
      ['Token until', account => time(account.access_expires_at)],
    ],
  },
  shops: {
    path: '/api/shops',
    caption: 'Shops, newest first',
    none: 'No shop is connected. Set SHOPIFY_SHOP, or connect one with POST /api/shops.',
    key: item => item.domain,
    link: item => `#/shops/${item.domain}`,
    columns: [
      ['Shop', (item, link) => link(shop(item.domain))],
      ['State', item => badge(item.state)],
      ['Webhooks', item => item.subscriptions.state],
      ['Why', item => item.hint || item.orders.reason || item.subscriptions.reason
        ? el('span.muted', {}, item.hint || item.orders.reason || item.subscriptions.reason) : el('span.muted.nothing', {}, '–')],
      ['Orders read', item => time(item.orders.at)],
    ],
  },
};

let view = {tab: 'orders', state: '', q: '', limit: PAGE};

export const isList = tab => tab in LISTS;

/** Shows another list or filter; the next refresh fills it. */
export function choose(tab, state, q) {
  const same = view.tab === tab;
  view = {tab, state, q, limit: same && view.state === state && view.q === q ? view.limit : PAGE};
  const list = LISTS[tab];
  document.querySelectorAll('[data-tab]').forEach(link =>
    link.dataset.tab === tab ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current'));
  setText(byId('caption'), list.caption);
  byId('filters').hidden = !list.states;
  byId('connect-place').hidden = tab !== 'accounts';
  byId('search').placeholder = list.search || '';
  if (document.activeElement !== byId('search')) {
    byId('search').value = q;
  }
  showStates(list.states ? list : {...list, states: []}, state);
  replace(byId('head'), list.columns.map(([name]) => name), () => list.columns.map(([name]) => el('th', {scope: 'col'}, name)));
  if (!same) {
    byId('rows').replaceChildren();
  }
}

function showStates(list, state) {
  const select = byId('state');
  replace(select, [list.path, state.includes(',') ? state : ''], () => [
    el('option', {value: ''}, 'every state'),
    state.includes(',') ? el('option', {value: state}, state.replaceAll(',', ', ')) : null,
    ...list.states.map(name => el('option', {value: name}, name))].filter(Boolean));
  select.value = state;
}

export async function refreshList() {
  const asked = view;
  const query = new URLSearchParams({limit: asked.limit});
  if (asked.state) {
    query.set('state', asked.state);
  }
  if (asked.q) {
    query.set('q', asked.q);
  }
  const page = await get(`${LISTS[asked.tab].path}?${query}`);
  if (asked === view) {
    showRows(LISTS[asked.tab], page);
  }
}

function showRows(list, page) {
  const body = byId('rows');
  const known = new Map([...body.children].map(row => [row.dataset.key, row]));
  page.items.forEach((item, index) => {
    const key = list.key(item);
    const row = known.get(key) || el('tr', {'data-key': key});
    known.delete(key);
    fill(row, list, item);
    if (body.children[index] !== row) {
      body.insertBefore(row, body.children[index] || null);
    }
  });
  known.forEach(row => row.remove());
  setText(byId('empty'), list.none);
  byId('empty').hidden = page.items.length > 0;
  byId('more-place').hidden = page.next === null || view.limit >= MOST;
}

function fill(row, list, item) {
  list.columns.forEach(([name, cell], index) => {
    const place = row.children[index]
      || row.appendChild(el(index === 0 ? 'th' : 'td', {'data-name': name, scope: index === 0 ? 'row' : null}));
    const built = [cell(item, text => el('a', {href: list.link(item), 'data-key': 'open'}, text))].flat();
    replace(place, built.map(node => node.outerHTML || node), () => built);
  });
}

export function showMore(refresh) {
  view = {...view, limit: Math.min(MOST, view.limit + PAGE)};
  return refresh();
}
