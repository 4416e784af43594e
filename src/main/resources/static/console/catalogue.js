/* Price changes, imports and linked variants, and what may be done with them. */
import {get, post, Refused} from './api.js';
import {ask, toast} from './dialog.js';
import {badge, byId, change, el, money, setText, shop, time} from './dom.js';
import {fields, number, values} from './form.js';
import {actions, facts, lines, notice, part} from './parts.js';

const DECISIONS = {
  approve: {label: 'Approve', done: 'Approved; it is written into the shop.',
    says: 'The shop is read once more and then gets the new cost and price.'},
  reject: {label: 'Reject', done: 'Rejected; the shop stays as it is.', danger: true,
    says: 'Cost and price in the shop stay as they are, and the same change is not proposed again.'},
};

const variantOf = item => `#/variants/${item.variant_id}?shop=${encodeURIComponent(item.shop)}`;

export function showPriceChange(item) {
  setText(byId('detail-title'), `Price of ${item.sku || `variant ${item.variant_id}`}`);
  part('state', item.state, () => el('p.state', {}, badge(item.state)));
  part('notice', [item.reason_code, item.reason, item.hint], () => notice(item));
  actions(item.state !== 'waiting' ? [] : Object.entries(DECISIONS).map(([name, {label, danger}]) =>
    ({key: name, label, danger, act: () => decide(name, item)})));
  part('amounts', item, () => facts([
    ['Price', change(item.old_price, item.new_price, item.currency, 'stays as it is')],
    ['Cost', change(item.old_cost, item.new_cost, item.currency)],
    ['Crossed-out price', item.new_compare_at && (Number(item.new_compare_at) === 0 ? `${money(item.old_compare_at, item.currency)}, taken away`
      : change(item.old_compare_at, item.new_compare_at, item.currency))],
    ['The supplier asks', money(item.supplier_price, item.supplier_currency)],
  ]));
  part('facts', item, () => facts([['Shop', item.shop],
    ['Variant', el('a', {href: variantOf(item), 'data-key': 'variant'}, item.variant_id)],
    ['Supplier', `${item.supplier} ${item.product_id}`], ['Noted', time(item.created_at)],
    ['Decided', item.decided_at && time(item.decided_at)], ['Ended', item.ended_at && time(item.ended_at)]]));
}

function decide(name, item) {
  const {label, says, done, danger} = DECISIONS[name];
  ask({
    title: `${label} this change?`,
    content: [el('p', {}, el('b', {}, item.sku || `Variant ${item.variant_id}`)),
      facts([['Price', change(item.old_price, item.new_price, item.currency, 'stays as it is')],
        ['Cost', change(item.old_cost, item.new_cost, item.currency)]]), el('p', {}, says)],
    confirm: label,
    danger,
    action: async () => {
      showPriceChange(await post(`/api/price-changes/${item.id}/${name}`));
      toast(done);
    },
  });
}

/** A linked variant with the history of its prices and the latest notices. */
export async function loadVariant({id, shop: domain}) {
  const of = new URLSearchParams({variant_id: id, limit: 20});
  if (domain) {
    of.set('shop', domain);
  }
  const [variants, prices, notices] = await Promise.all(
    ['linked-variants', 'price-changes', 'catalog-notices'].map(name => get(`/api/${name}?${of}`)));
  if (!variants.items.length) {
    throw new Refused(404, 'This variant follows no supplier, or not any more. A product link or its SKU says whom it follows.');
  }
  return {...variants.items[0], prices: prices.items, notices: notices.items};
}

export function showVariant(item) {
  setText(byId('detail-title'), item.sku || `Variant ${item.variant_id}`);
  part('state', [item.state, item.drafted_at], () => el('p.state', {}, badge(item.state),
    item.drafted_at ? el('span.muted', {}, ' its product was made a draft ', time(item.drafted_at)) : null));
  part('notice', [item.reason_code, item.reason, item.hint], () => notice(item));
  const {prices, notices, ...own} = item;
  part('facts', own, () => facts([['Shop', item.shop], ['Variant', item.variant_id], ['Product in the shop', item.shop_product_id],
    ['Supplier', `${item.supplier} ${item.product_id}`], ['Supplier’s variant', item.sku_id || item.sku_attr],
    ['In the shop', pieces(item.shop_quantity)],
    ['Wanted there', item.wanted_quantity === null ? 'left alone' : pieces(item.wanted_quantity)],
    ['At the supplier', pieces(item.supplier_quantity)],
    ['Price in the shop', money(item.shop_price)], ['Cost in the shop', money(item.shop_cost)],
    ['The supplier asks', money(item.supplier_price, item.supplier_currency)], ['Supplier read', time(item.supplier_read_at)]]));
  part('prices', prices, () => lines('Prices', prices, one => [
    el('a', {href: `#/prices/${one.id}`, 'data-key': `price-${one.id}`}, change(one.old_price, one.new_price, one.currency, 'price stays')),
    badge(one.state), el('small', {}, 'cost ', change(one.old_cost, one.new_cost, one.currency), ', ', time(one.created_at))],
  'No change of cost or price was seen yet.'));
  part('notices', notices, () => lines('Notices', notices, one => [badge(one.kind), el('span', {}, one.words), time(one.at)], 'None.'));
}

const pieces = quantity => quantity === null ? 'not known' : quantity === 1 ? '1 piece' : `${quantity} pieces`;

/** What a job is called: what it searches for, or how many products were named. */
export const jobName = job => job.keywords ? `“${job.keywords}”` : job.total === 1 ? '1 product' : `${job.total} products`;

/** How far a job is, in words and as a bar. */
export function progress(job) {
  if (job.total === 0) {
    return el('span.muted', {}, job.state === 'searching' ? 'searching' : 'nothing found');
  }
  return el('span.progress', {}, `${job.done} of ${job.total}`,
    el('progress', {max: Math.max(1, job.total), value: job.done, 'aria-label': 'Progress'}));
}

const isOpen = job => ['searching', 'running'].includes(job.state);
/** Shopify's ids end in the number that its admin shows. */
const shopNumber = id => id.replace(/^.*\//, '');

export function showImport(job) {
  const failed = job.results.filter(({status}) => status === 'failed');
  setText(byId('detail-title'), `Import of ${jobName(job)}`);
  part('state', job.state, () => el('p.state', {}, badge(job.state)));
  part('notice', [job.reason_code, job.reason, job.hint], () => notice(job));
  actions(isOpen(job) ? [{key: 'cancel', label: 'Cancel', danger: true, act: () => cancel(job)}] : []);
  part('facts', [job.done, job.total, job.imported, job.state], () => facts([['Progress', progress(job)],
    ['In the shop', `${job.imported}${failed.length ? `, ${failed.length} failed` : ''}`],
    ['Shop', job.shop], ['Supplier', job.supplier], ['Made as', job.publish ? 'published products' : 'drafts'],
    ['Begun', time(job.created_at)], ['Id', el('code', {}, job.id)]]));
  part('waiting', job.waiting, () => job.waiting.length ? lines('Tried again', job.waiting, one => [el('b', {}, one.product_id),
    el('code', {}, one.reason_code), time(one.next_attempt_at), el('small', {}, one.hint || one.reason)]) : []);
  part('results', job.results, () => lines('Results', [...failed, ...job.results.filter(({status}) => status !== 'failed')], one => [
    el('b', {}, one.product_id), badge(one.status), one.reason_code ? el('code', {}, one.reason_code) : null,
    el('small', {}, one.error ? [one.error, one.hint].filter(Boolean).join(' ') : `product ${shopNumber(one.shopify_id)} in the shop`)],
  job.state === 'searching' ? 'The products are being searched for.' : job.total ? 'Nothing has ended yet.'
    : 'Nothing was found. Loosen rating, sales or price, or choose other words.'));
}

function cancel(job) {
  ask({
    title: 'Cancel this import?',
    content: [el('p', {}, 'What has not begun is left out. What is being sent ends, and what stands in the shop stays there.')],
    confirm: 'Cancel the import',
    danger: true,
    action: async () => {
      showImport(await post(`/api/imports/${job.id}/cancel`));
      toast('The import is cancelled.');
    },
  });
}

/** Asks what is to be imported, and opens the job. */
export async function startImport() {
  const shops = (await get('/api/shops')).items.reverse().map(({domain}) => [domain, shop(domain)]);
  const searched = given => given.how === 'search';
  const rated = given => searched(given) && given.supplier === 'aliexpress';
  ask({
    title: 'Import products',
    content: [fields(
      {name: 'supplier', kind: 'select', label: 'Supplier', options: [['aliexpress', 'AliExpress'], ['alibaba', 'Alibaba.com']]},
      {name: 'shop', kind: 'select', label: 'Shop', options: shops},
      {name: 'how', kind: 'select', label: 'Products', options: [['ids', 'by number'], ['search', 'by search']]},
      {name: 'ids', kind: 'area', label: 'Product numbers', note: 'As in the addresses of their pages, with blanks or lines between them.',
        only: given => !searched(given)},
      {name: 'keywords', kind: 'text', label: 'Keywords', only: searched},
      {name: 'least', kind: 'number', label: 'Price from', only: searched},
      {name: 'most', kind: 'number', label: 'Price to', only: searched},
      {name: 'limit', kind: 'number', label: 'At most this many products', value: '10', only: searched},
      {name: 'rating', kind: 'number', label: 'Rated above, %', value: '95', only: rated},
      {name: 'volume', kind: 'number', label: 'Sold more than', value: '1000', only: rated},
      {name: 'markup', kind: 'number', label: 'Mark-up, %', placeholder: 'as set'},
      {name: 'publish', kind: 'check', label: 'Offer them at once, not as drafts'})],
    confirm: 'Import',
    action: async () => {
      const {supplier, shop: domain, how, ids, keywords, publish, ...texts} = values();
      const {id} = await post('/api/imports', {
        supplier, shop: domain, publish,
        product_ids: how === 'ids' ? (ids || '').split(/[\s,]+/).filter(Boolean) : undefined,
        search: how === 'search' ? {keywords, min_price: number(texts.least, 'Price from'), max_price: number(texts.most, 'Price to'),
          limit: number(texts.limit, 'At most')} : undefined,
        min_rating: number(texts.rating, 'Rated above'), min_volume: number(texts.volume, 'Sold more than'),
        markup_percentage: number(texts.markup, 'Mark-up'),
      });
      toast('The import has begun.');
      location.hash = `#/imports/${id}`;
    },
  });
}
