/* What is open beside the list; a Shopify order, purchase or message, and what may be done with it. */
import {get, post} from './api.js';
import * as catalogue from './catalogue.js';
import {ask, toast} from './dialog.js';
import {badge, byId, el, money, outside, setText, time} from './dom.js';
import {fields, values} from './form.js';
import {actions, facts, lines, notice, part} from './parts.js';
import * as shops from './shops.js';

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
    input: {name: 'answer', kind: 'text', label: 'Trade ids', wide: true,
      pattern: /^[\w-]{1,64}([\s,]+[\w-]{1,64}){0,9}$/, wrong: 'Enter 1 to 10 trade ids.'},
    body: (p, value) => ({trade_ids: value.split(/[\s,]+/)}),
  },
  'not-placed': {
    label: 'Not placed', danger: true,
    says: p => p.trade_ids.length
      ? `You are sure that supplier order ${p.trade_ids.join(', ')} is not paid. It will be paid again.`
      : `You are sure that the supplier has no order with reference ${p.reference}. It will be placed again.`,
  },
};

let shown = null;

const at = path => ({id}) => get(`${path}/${id}`);

const KINDS = {
  orders: {load: ({id, shop}) => get(`/api/shopify-orders/${id}${shop ? `?shop=${encodeURIComponent(shop)}` : ''}`), show: showOrder},
  purchases: {load: at('/api/orders'), show: showPurchase},
  messages: {load: at('/api/messages'), show: showMessage},
  prices: {load: at('/api/price-changes'), show: catalogue.showPriceChange},
  imports: {load: at('/api/imports'), show: catalogue.showImport},
  variants: {load: catalogue.loadVariant, show: catalogue.showVariant},
  accounts: {load: at('/api/accounts'), show: shops.showAccount},
  shops: {load: shops.loadShop, show: shops.showShop},
  privacy: {load: at('/api/privacy-requests'), show: shops.showPrivacyRequest},
};

/** Whether things of a list can be opened. */
export const opens = tab => tab in KINDS;

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
    const item = await KINDS[asked.tab].load(asked);
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

const FULFILMENT = {
  none: 'nothing to write back yet', waiting: 'the supplier has not shipped', due: 'to be written', writing: 'being written',
  unknown: 'a write without an answer; the shop is being read before anything is repeated', partial: 'some of its pieces',
  fulfilled: 'all of its pieces', by_hand: 'a person fulfilled it in the shop', held: 'goes on by itself once nothing is in the way',
};

const RISKS = {ACCEPT: 'nothing suspicious', INVESTIGATE: 'look into it first', CANCEL: 'better not delivered'};

function showPurchase(p) {
  setText(byId('detail-title'), `${p.shopify_order_name || p.shopify_order_id} at ${p.supplier}`);
  part('state', [p.state, p.held_from, p.cancelling, p.next_attempt_at], () => el('p.state', {}, badge(p.state, p.held_from),
    p.cancelling ? el('span', {}, ' being cancelled at the supplier') : null,
    p.next_attempt_at ? el('span.muted', {}, ' next look ', time(p.next_attempt_at)) : null));
  part('notice', [p.reason_code, p.reason, p.hint], () => notice(p));
  actions(Object.entries(ACTIONS).map(([key, {label, danger}]) =>
    ({key, label, danger, enabled: p.actions.includes(key), act: () => question(key, p)})));
  part('facts', [p.trade_ids, p.surplus_trade_ids, p.quoted_total, p.actual_total, p.approved_total, p.carrier_code, p.dispatch_location,
    p.pay_url, p.state, p.supplier_status, p.attempts, p.paid_at], () => facts([
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
  ]));
  part('fulfilment', [p.fulfilment, p.fulfilment_code, p.fulfilment_reason, p.fulfilment_hint], () => [
    el('h3', {}, 'Written back into the shop'), el('p', {}, badge(p.fulfilment), ' ', el('span.muted', {}, FULFILMENT[p.fulfilment])),
    notice({reason_code: p.fulfilment_code, reason: p.fulfilment_reason, hint: p.fulfilment_hint})].flat());
  part('lines', p.lines, () => lines('Lines', p.lines, line => [
    el('b', {}, `${line.quantity} × ${line.title || line.sku || line.product_id}`),
    el('small', {}, [line.product_id, line.sku_id || line.sku_attr].filter(Boolean).join(' : '))], 'None.'));
  part('tracking', p.tracking, () => lines('Tracking', p.tracking.map((parcel, index) => ({...parcel, index})), parcel => [
    el('b', {}, outside(parcel.url, parcel.number || 'parcel', `parcel-${parcel.index}`)),
    el('small', {}, [parcel.carrier, parcel.status].filter(Boolean).join(' · '))], 'No parcel yet.'));
  part('timeline', p.timeline, () => [el('h3', {}, 'Timeline'), el('ol.timeline', {}, [...p.timeline].reverse().map(step => el('li', {},
    badge(step.to), el('span', {}, step.what || ''), time(step.at))))]);
}

function showOrder(order) {
  setText(byId('detail-title'), `Shopify order ${order.name || order.id}`);
  part('state', order.state, () => el('p.state', {}, badge(order.state)));
  part('notice', [order.reason_code, order.reason, order.hint], () => notice(order));
  part('facts', [order.updated_at, order.risk, order.risk_accepted], () => facts([['Id', order.id], ['Shop', order.shop],
    ['Risk, as Shopify sees it', order.risk && el('span', {}, badge(order.risk), RISKS[order.risk] ? ` ${RISKS[order.risk]}` : '',
      order.risk_accepted ? el('small', {}, ' a person approved it all the same') : null)],
    ['Taken in', time(order.created_at)], ['Changed', time(order.updated_at)]]));
  part('purchases', order.purchases, () => lines('Purchases', order.purchases, purchase => [
    el('a', {href: `#/purchases/${purchase.id}`, 'data-key': purchase.id}, `${purchase.supplier} ${purchase.reference}`),
    badge(purchase.state, purchase.held_from), purchase.reason_code ? el('code', {}, purchase.reason_code) : null,
    purchase.fulfilment === 'none' ? null : el('small', {}, 'written back into the shop: ', badge(purchase.fulfilment))],
  'Nothing is bought for this order.'));
  part('lines', order.lines, () => lines('Lines', order.lines, line => [
    el('b', {}, `${line.quantity} × ${line.title || line.line_item_id}`),
    el('small', {}, [line.sku && `SKU ${line.sku}`, line.variant_id && `variant ${line.variant_id}`,
      line.product_id && `${line.supplier} ${line.product_id}`].filter(Boolean).join(' · ')),
    line.reason_code ? el('code', {}, line.reason_code) : null], 'None.'));
}

function showMessage(message) {
  setText(byId('detail-title'), `Message ${message.topic || message.id}`);
  part('state', message.state, () => el('p.state', {}, badge(message.state)));
  part('notice', [message.reason_code, message.reason], () => notice(message));
  actions([{key: 'replay', label: 'Replay', act: () => replay(message)}]);
  part('facts', [message.state, message.attempts], () => facts([['Id', message.id], ['Key', message.key], ['Source', message.source],
    ['Shop', message.shop], ['Received', time(message.received_at)], ['Handled', message.handled_at && time(message.handled_at)],
    ['Attempts', String(message.attempts)], ['Size', `${message.size} bytes`]]));
  part('body', message.body ?? null, () => message.body === undefined ? []
    : el('details', {}, el('summary', {'data-key': 'body'}, 'Body'), el('pre', {tabindex: '0'},
      typeof message.body === 'string' ? message.body : JSON.stringify(message.body, null, 2))));
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
  ask({
    title: `${action.label.replace('…', '')}: ${p.shopify_order_name || p.shopify_order_id} at ${p.supplier}`,
    content: [el('p', {}, action.says(p)), action.input && fields(action.input)].filter(Boolean),
    confirm: action.label.replace('…', ''),
    danger: action.danger,
    action: async () => {
      const value = action.input && (values().answer || '');
      if (action.input && !action.input.pattern.test(value)) {
        throw new Error(action.input.wrong);
      }
      showPurchase(await post(`/api/orders/${p.id}/${name}`, action.body ? action.body(p, value) : undefined));
      toast(`${action.label.replace('…', '')}: done.`);
    },
  });
}
