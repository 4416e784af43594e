/* One Shopify order, purchase or message, and what may be done with it. */
import {get, post, put, remove} from './api.js';
import {ask, toast} from './dialog.js';
import {badge, byId, el, money, outside, replace, setText, time} from './dom.js';

const ACTIONS = {
  retry: {
    label: 'Retry',
    says: p => ['cancelled', 'closed'].includes(p.state)
      ? 'This purchase is given up and its pieces are bought anew, in a new purchase.'
      : `It goes on${p.held_from ? ` from ${p.held_from}` : ''} at once.`,
  },
  requote: {label: 'Requote', says: () => 'Freight and price are asked for again, from every dispatch country. An approval is forgotten.'},
  approve: {
    label: 'Approve',
    says: p => p.reason_code === 'ORDER_RISK' ? 'The order is bought although Shopify calls it risky. This holds for all its purchases.'
      : `Exactly ${money(p.actual_total ?? p.quoted_total, p.currency)} may be spent, above the guard that holds it.`,
    body: p => p.reason_code === 'ORDER_RISK' ? {} : {total: p.actual_total ?? p.quoted_total},
  },
  cancel: {
    label: 'Cancel', danger: true,
    says: p => p.trade_ids.length ? 'The unpaid order is cancelled at the supplier. Nothing is bought again by itself.'
      : 'It ends here. Nothing is bought again by itself; use Retry later to buy it anew.',
  },
  'mark-paid': {
    label: 'Mark as paid',
    says: p => `You have paid supplier order ${p.trade_ids.join(', ')} yourself. It will not be paid again.`,
  },
  link: {
    label: 'Link…',
    says: () => 'You found (or placed) this order at the supplier. Its trade ids, separated by blanks:',
    input: {label: 'Trade ids', pattern: /^[\w-]{1,64}([\s,]+[\w-]{1,64}){0,9}$/, wrong: 'Enter 1 to 10 trade ids.'},
    body: (p, value) => ({trade_ids: value.split(/[\s,]+/)}),
  },
  'not-placed': {
    label: 'Not placed', danger: true,
    says: p => p.trade_ids.length
      ? `You are sure that supplier order ${p.trade_ids.join(', ')} is not paid. It will be paid again.`
      : `You are sure that the supplier has no order with reference ${p.reference}. It will be placed again.`,
  },
};

let mayAct = false;
let shown = null;

export function allow(may) {
  mayAct = may;
}

const KINDS = {
  orders: {path: ({id, shop}) => `/api/shopify-orders/${id}${shop ? `?shop=${encodeURIComponent(shop)}` : ''}`, show: showOrder},
  purchases: {path: ({id}) => `/api/orders/${id}`, show: showPurchase},
  messages: {path: ({id}) => `/api/messages/${id}`, show: showMessage},
  accounts: {path: ({id}) => `/api/accounts/${id}`, show: showAccount},
  shops: {path: ({id}) => `/api/shops/${id}`, show: showShop},
};

/** Opens one thing, or closes what is open (null); the next refresh fills it. */
export function open(wanted) {
  const changed = JSON.stringify(wanted) !== JSON.stringify(shown);
  shown = wanted;
  byId('detail').hidden = !wanted;
  byId('split').classList.toggle('open', Boolean(wanted));
  if (wanted && changed) {
    setText(byId('detail-title'), 'Loading…');
    byId('detail-body').replaceChildren();
    byId('detail-title').focus({preventScroll: true});
    byId('detail').scrollTop = 0;
  }
}

export async function refreshDetail() {
  const asked = shown;
  if (!asked) {
    return;
  }
  try {
    const item = await get(KINDS[asked.tab].path(asked));
    if (asked === shown) {
      KINDS[asked.tab].show(item);
    }
  } catch (refused) {
    if (refused.status !== 404 || asked !== shown) {
      throw refused;
    }
    setText(byId('detail-title'), 'Not found');
    part('gone', refused.message, () => el('p.muted', {}, refused.message));
  }
}

/** A part of the detail that is built anew only when what it shows has changed. */
function part(name, fingerprint, build) {
  const body = byId('detail-body');
  const place = body.querySelector(`:scope > [data-part=${name}]`) || body.appendChild(el('section', {'data-part': name}));
  replace(place, fingerprint, build);
}

function facts(pairs) {
  return el('dl', {}, pairs.filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
}

function notice(item) {
  return item.reason_code || item.hint ? el('div.notice', {},
    item.hint ? el('p.hint', {}, item.hint) : null,
    el('p', {}, item.reason_code ? el('code', {}, item.reason_code) : null, ' ', item.reason || '')) : [];
}

function showPurchase(p) {
  setText(byId('detail-title'), `${p.shopify_order_name || p.shopify_order_id} at ${p.supplier}`);
  part('state', [p.state, p.held_from, p.cancelling, p.next_attempt_at], () => el('p.state', {}, badge(p.state, p.held_from),
    p.cancelling ? el('span', {}, ' being cancelled at the supplier') : null,
    p.next_attempt_at ? el('span.muted', {}, ' next look ', time(p.next_attempt_at)) : null));
  part('notice', [p.reason_code, p.reason, p.hint], () => notice(p));
  part('actions', [p.id, mayAct], () => [el('h3.hidden', {}, 'Actions'), el('div.actions', {role: 'group', 'aria-label': 'Actions'},
    Object.entries(ACTIONS).map(([name, action]) => el('button' + (action.danger ? '.danger' : ''),
      {type: 'button', 'data-key': name}, action.label))),
    mayAct ? null : el('p.muted', {}, 'Your role may look, not act.')].filter(Boolean));
  document.querySelectorAll('.actions button').forEach(button => {
    button.disabled = !mayAct || !p.actions.includes(button.dataset.key);
    button.onclick = () => question(button.dataset.key, p);
  });
  part('facts', [p.trade_ids, p.surplus_trade_ids, p.quoted_total, p.actual_total, p.approved_total, p.carrier_code, p.dispatch_location,
    p.pay_url, p.state, p.fulfilment, p.fulfilment_reason, p.supplier_status, p.attempts, p.paid_at], () => facts([
    ['Shopify order', el('a', {href: `#/orders/${p.shopify_order_id}?shop=${encodeURIComponent(p.shop)}`, 'data-key': 'order'},
      p.shopify_order_id)],
    ['Shop', p.shop],
    ['Supplier order', p.trade_ids.length ? p.trade_ids.join(', ') : 'none yet'],
    ['Doubles, cancelled', p.surplus_trade_ids.join(', ')],
    ['Reference', el('code', {}, p.reference)],
    ['Supplier says', p.supplier_status],
    ['Quoted', money(p.quoted_total, p.currency)],
    ['Total', p.actual_total && money(p.actual_total, p.currency)],
    ['Approved', p.approved_total && money(p.approved_total, p.currency)],
    [p.paid_at || p.state !== 'held' ? 'Supplier page' : 'Pay by hand', p.pay_url && outside(p.pay_url, 'open at the supplier', 'pay')],
    ['Dispatch', p.dispatch_location && `${p.dispatch_location}${p.carrier_code ? ` by ${p.carrier_code}` : ''}`],
    ['Paid', p.paid_at && time(p.paid_at)],
    ['Attempts', p.attempts ? String(p.attempts) : null],
    ['Write-back', [p.fulfilment, p.fulfilment_reason, p.fulfilment_hint].filter(Boolean).join(': ')],
  ]));
  part('lines', p.lines, () => [el('h3', {}, 'Lines'), el('ul.lines', {}, p.lines.map(line => el('li', {},
    el('b', {}, `${line.quantity} × ${line.title || line.sku || line.product_id}`),
    el('small', {}, [line.product_id, line.sku_id || line.sku_attr].filter(Boolean).join(' : ')))))]);
  part('tracking', p.tracking, () => [el('h3', {}, 'Tracking'), p.tracking.length ? el('ul.lines', {}, p.tracking.map((parcel, index) =>
    el('li', {}, el('b', {}, outside(parcel.url, parcel.number || 'parcel', `parcel-${index}`)),
      el('small', {}, [parcel.carrier, parcel.status].filter(Boolean).join(' · '))))) : el('p.muted', {}, 'No parcel yet.')]);
  part('timeline', p.timeline, () => [el('h3', {}, 'Timeline'), el('ol.timeline', {}, [...p.timeline].reverse().map(step => el('li', {},
    badge(step.to), el('span', {}, step.what || ''), time(step.at))))]);
}

function showOrder(order) {
  setText(byId('detail-title'), `Shopify order ${order.name || order.id}`);
  part('state', order.state, () => el('p.state', {}, badge(order.state)));
  part('notice', [order.reason_code, order.reason, order.hint], () => notice(order));
  part('facts', order.updated_at, () => facts([['Id', order.id], ['Shop', order.shop], ['Taken in', time(order.created_at)],
    ['Changed', time(order.updated_at)]]));
  part('purchases', order.purchases, () => [el('h3', {}, 'Purchases'), order.purchases.length
    ? el('ul.lines', {}, order.purchases.map(purchase => el('li', {}, el('a', {href: `#/purchases/${purchase.id}`, 'data-key': purchase.id},
      `${purchase.supplier} ${purchase.reference}`), badge(purchase.state, purchase.held_from),
    purchase.reason_code ? el('code', {}, purchase.reason_code) : null)))
    : el('p.muted', {}, 'Nothing is bought for this order.')]);
  part('lines', order.lines, () => [el('h3', {}, 'Lines'), el('ul.lines', {}, order.lines.map(line => el('li', {},
    el('b', {}, `${line.quantity} × ${line.title || line.line_item_id}`),
    el('small', {}, [line.sku && `SKU ${line.sku}`, line.variant_id && `variant ${line.variant_id}`,
      line.product_id && `${line.supplier} ${line.product_id}`].filter(Boolean).join(' · ')),
    line.reason_code ? el('code', {}, line.reason_code) : null)))]);
}

function showMessage(message) {
  setText(byId('detail-title'), `Message ${message.topic || message.id}`);
  part('state', message.state, () => el('p.state', {}, badge(message.state)));
  part('notice', [message.reason_code, message.reason], () => notice(message));
  part('actions', [message.id, mayAct], () => el('div.actions', {}, el('button', {
    type: 'button', 'data-key': 'replay', disabled: !mayAct, onclick: () => replay(message)}, 'Replay')));
  part('facts', [message.state, message.attempts], () => facts([['Id', message.id], ['Key', message.key], ['Source', message.source],
    ['Shop', message.shop], ['Received', time(message.received_at)], ['Handled', message.handled_at && time(message.handled_at)],
    ['Attempts', String(message.attempts)], ['Size', `${message.size} bytes`]]));
  part('body', message.body ?? null, () => message.body === undefined ? []
    : el('details', {}, el('summary', {'data-key': 'body'}, 'Body'), el('pre', {tabindex: '0'},
      typeof message.body === 'string' ? message.body : JSON.stringify(message.body, null, 2))));
}

function showAccount(account) {
  setText(byId('detail-title'), `${account.supplier} account ${account.user_id || account.id}`);
  part('state', account.state, () => el('p.state', {}, badge(account.state)));
  part('notice', account.warning, () => account.warning ? el('div.notice', {}, el('p.hint', {}, account.warning)) : []);
  part('actions', [account.id, account.is_default, mayAct], () => el('div.actions', {role: 'group', 'aria-label': 'Actions'},
    mayAct ? el('a.button', {href: account.connect_path, 'data-key': 'connect'}, 'Connect again') : null,
    el('button', {type: 'button', 'data-key': 'default', disabled: !mayAct || account.is_default, onclick: () => makeDefault(account)},
      'Make default'),
    el('button.danger', {type: 'button', 'data-key': 'remove', disabled: !mayAct, onclick: () => removeAccount(account)}, 'Remove')));
  part('facts', account, () => facts([['Id', account.id], ['Environment', account.environment], ['User', account.user_id],
    ['Havana id', account.havana_id], ['Platform', account.account_platform], ['Country', account.country],
    ['Buys for', account.is_default ? 'every shop that has no account of its own' : account.shops.join(', ') || 'no shop yet'],
    ['Access token until', account.access_expires_at && time(account.access_expires_at)],
    ['Refresh token until', account.refresh_expires_at && time(account.refresh_expires_at)]]));
}

const look = ({state, at, reason_code: code, reason}) => [state, at ? [', last at ', time(at)] : '', code ? ` (${code}: ${reason})` : ''].flat();

function showShop(item) {
  const hint = item.hint || item.orders.hint || item.subscriptions.hint;
  setText(byId('detail-title'), item.domain);
  part('state', item.state, () => el('p.state', {}, badge(item.state)));
  part('notice', hint, () => hint ? el('div.notice', {}, el('p.hint', {}, hint)) : []);
  part('actions', null, () => []);
  part('facts', item, () => facts([['Connected', time(item.connected_at)],
    ['Uninstalled', item.uninstalled_at && time(item.uninstalled_at)],
    ['Reached by', {token: 'a token of its own', client: 'an app of its own', settings: 'the credentials of the settings', none: 'nothing'}[item.access]],
    ['Orders', el('span', {}, ...look(item.orders))], ['Webhook subscriptions', el('span', {}, ...look(item.subscriptions))],
    ['Writes to customers', item.notify_customer ? 'yes' : 'no'],
    ['When a supplier cancels', {nothing: 'nothing', hold: 'pieces are put on hold', cancel: 'the order is cancelled',
      cancel_and_refund: 'the order is cancelled and refunded'}[item.on_supplier_cancel]]]));
}

function makeDefault(account) {
  ask({
    title: 'Buy by this account?',
    content: [el('p', {}, 'Every shop without an account of its own buys by it from now on. What is placed already stays where it is.')],
    confirm: 'Make default',
    action: async () => {
      showAccount(await put(`/api/accounts/${account.id}`, {is_default: true}));
      toast('It is the default now.');
    },
  });
}

function removeAccount(account) {
  ask({
    title: 'Remove this account?',
    content: [el('p', {}, 'Its tokens are forgotten. Purchases that are not placed yet are quoted again by the account that buys instead.')],
    confirm: 'Remove',
    danger: true,
    action: async () => {
      await remove(`/api/accounts/${account.id}`);
      toast('The account is removed.');
      location.hash = '#/accounts';
    },
  });
}

function replay(message) {
  ask({
    title: 'Replay this message?',
    content: [el('p', {}, 'It is handled once more, as if it had just arrived. Nothing is bought twice.')],
    confirm: 'Replay',
    action: async () => {
      showMessage(await post(`/api/messages/${message.id}/replay`));
      toast('The message is replayed.');
    },
  });
}

function question(name, p) {
  const action = ACTIONS[name];
  const input = action.input && el('input', {type: 'text', id: 'answer', autocomplete: 'off', spellcheck: 'false'});
  ask({
    title: `${action.label.replace('…', '')}: ${p.shopify_order_name || p.shopify_order_id} at ${p.supplier}`,
    content: [el('p', {}, action.says(p)), input && el('label', {for: 'answer'}, action.input.label), input].filter(Boolean),
    confirm: action.label.replace('…', ''),
    danger: action.danger,
    action: async () => {
      const value = input ? input.value.trim() : '';
      if (input && !action.input.pattern.test(value)) {
        throw new Error(action.input.wrong);
      }
      showPurchase(await post(`/api/orders/${p.id}/${name}`, action.body ? action.body(p, value) : undefined));
      toast(`${action.label.replace('…', '')}: done.`);
    },
  });
}
