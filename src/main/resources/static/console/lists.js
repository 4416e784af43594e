/* The lists. Rows are kept by their key and changed in place, so that a refresh moves neither focus nor scroll. */
import {get} from './api.js';
import {jobName, progress} from './catalogue.js';
import {badge, byId, change, el, money, replace, setText, shop, time} from './dom.js';
import {looks, requestName} from './shops.js';

const PAGE = 50;
const MOST = 500;
const PURCHASE_STATES = ['planned', 'quoted', 'placing', 'placed', 'paying', 'paid', 'shipped', 'delivered', 'unknown', 'held',
  'cancelled', 'closed'];

const why = item => item.reason_code || item.reason || item.hint
  ? [item.reason_code ? el('code', {}, item.reason_code) : '', ' ', el('span.muted', {}, item.hint || item.reason || '')]
  : el('span.muted.nothing', {}, '–');

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
  prices: {
    path: '/api/price-changes',
    caption: 'Price changes, newest first',
    states: ['waiting', 'noted', 'due', 'writing', 'written', 'rejected', 'superseded', 'refused'],
    search: 'SKU, product, variant…',
    none: 'No price change here. Costs of linked variants are watched; what changes a price too much waits here for you.',
    key: item => item.id,
    link: item => `#/prices/${item.id}`,
    columns: [
      ['Variant', (item, link) => [link(item.sku || `variant ${item.variant_id}`), el('small', {}, shop(item.shop))]],
      ['State', item => badge(item.state)],
      ['Cost', item => change(item.old_cost, item.new_cost, item.currency)],
      ['Price', item => change(item.old_price, item.new_price, item.currency, 'stays')],
      ['Why', why],
      ['Noted', item => time(item.created_at)],
    ],
  },
  imports: {
    path: '/api/imports',
    caption: 'Imports, newest first',
    none: 'Nothing was imported yet. Import products by their numbers or by a search.',
    key: job => job.id,
    link: job => `#/imports/${job.id}`,
    columns: [
      ['Import', (job, link) => [link(jobName(job)), el('small', {}, shop(job.shop))]],
      ['State', job => badge(job.state)],
      ['Supplier', job => [job.supplier, el('small', {}, job.publish ? 'published' : 'as drafts')]],
      ['Progress', progress],
      ['In the shop', job => [String(job.imported), job.done > job.imported
        ? el('small', {}, `${job.done - job.imported} failed or left out`) : ''].filter(Boolean)],
      ['Why', why],
      ['Begun', job => time(job.created_at)],
    ],
  },
  variants: {
    path: '/api/linked-variants',
    caption: 'Variants that follow a supplier',
    states: ['stuck', 'gone', 'sold-out', 'following'],
    search: 'SKU, product, reason…',
    none: 'No linked variant here. A product link, an import, or a SKU such as alibaba:1600124642247 makes a variant follow its supplier.',
    key: item => `${item.shop}/${item.variant_id}`,
    link: item => `#/variants/${item.variant_id}?shop=${encodeURIComponent(item.shop)}`,
    columns: [
      ['Variant', (item, link) => [link(item.sku || `variant ${item.variant_id}`), el('small', {}, shop(item.shop))]],
      ['State', item => badge(item.state)],
      ['Supplier', item => [item.supplier, el('small', {}, item.product_id)]],
      ['Stock', item => [`${item.shop_quantity ?? '?'} in the shop`, el('small', {}, `${item.supplier_quantity ?? '?'} at the supplier`)]],
      ['Price', item => [money(item.shop_price), el('small', {}, `cost ${money(item.shop_cost)}`)]],
      ['Why', why],
      ['Supplier read', item => time(item.supplier_read_at)],
    ],
  },
  notices: {
    path: '/api/catalog-notices',
    caption: 'What a merchant should know of the catalogue, newest first',
    filter: 'kind',
    states: ['stock', 'sold-out', 'gone', 'back', 'cost', 'approval', 'draft'],
    search: 'SKU, product, words…',
    none: 'Nothing to tell. What is sold out, gone or dearer at a supplier is told here.',
    key: item => item.id,
    link: item => `#/variants/${item.variant_id}?shop=${encodeURIComponent(item.shop)}`,
    columns: [
      ['Variant', (item, link) => [item.variant_id ? link(item.sku || `variant ${item.variant_id}`) : item.product_id,
        el('small', {}, shop(item.shop))]],
      ['Kind', item => badge(item.kind)],
      ['Supplier', item => [item.supplier, el('small', {}, item.product_id)]],
      ['What', item => el('span', {}, item.words)],
      ['When', item => time(item.at)],
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
    none: 'No shop is connected. Connect one, or set SHOPIFY_SHOP.',
    key: item => item.domain,
    link: item => `#/shops/${item.domain}`,
    columns: [
      ['Shop', (item, link) => link(shop(item.domain))],
      ['State', item => badge(item.state)],
      ['Webhooks', item => badge(item.subscriptions.state)],
      ['Why', item => why(item.hint ? item : looks(item).map(([, look]) => look).find(look => look.reason_code) || {})],
      ['Orders read', item => time(item.orders.at)],
    ],
  },
  privacy: {
    path: '/api/privacy-requests',
    caption: 'Privacy requests, newest first',
    states: ['open', 'waiting', 'due', 'answered', 'redacted', 'scrubbed'],
    none: 'Nobody has asked. What Shopify asks for in the name of customers and shops is listed here.',
    key: item => item.id,
    link: item => `#/privacy/${item.id}`,
    columns: [
      ['Request', (item, link) => [link(requestName(item)), el('small', {}, shop(item.shop))]],
      ['State', item => badge(item.state)],
      ['Orders', item => item.shopify_order_ids.length ? item.shopify_order_ids.join(', ') : el('span.muted.nothing', {}, '–')],
      ['Why', why],
      ['Received', item => time(item.received_at)],
    ],
  },
};

let offers = {};

/** What may be begun above a list, by tab. */
export function offer(nodes) {
  offers = nodes;
}

let view = {tab: 'orders', state: '', q: '', limit: PAGE};

export const isList = tab => tab in LISTS;

/** Shows another list or filter; the next refresh fills it. */
export function choose(tab, state, q) {
  const same = view.tab === tab;
  view = {tab, state, q, limit: same && view.state === state && view.q === q ? view.limit : PAGE};
  const list = LISTS[tab];
  const group = document.querySelector(`[data-tab=${tab}]`).dataset.group;
  document.querySelectorAll('[data-tab], [data-groups]').forEach(link => {
    link.hidden = link.dataset.group && link.dataset.group !== group;
    link.dataset.tab === tab || link.dataset.groups === group ? link.setAttribute('aria-current', 'page')
      : link.removeAttribute('aria-current');
  });
  document.querySelector('main').dataset.shows = group;
  setText(byId('caption'), list.caption);
  byId('filters').hidden = !list.states;
  byId('offers').replaceChildren(...(offers[tab] || []));
  byId('offers').hidden = !offers[tab]?.length;
  byId('search').placeholder = list.search || '';
  byId('search').parentElement.hidden = !list.search;
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
    el('option', {value: ''}, `every ${list.filter || 'state'}`),
    state.includes(',') ? el('option', {value: state}, state.replaceAll(',', ', ')) : null,
    ...list.states.map(name => el('option', {value: name}, name))].filter(Boolean));
  select.value = state;
}

export async function refreshList() {
  const asked = view;
  const query = new URLSearchParams({limit: asked.limit});
  if (asked.state) {
    query.set(LISTS[asked.tab].filter || 'state', asked.state);
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
