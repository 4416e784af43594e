/* Shops with their wishes, supplier accounts, and what customers and shops ask for by law. */
import {get, post, put, remove} from './api.js';
import {ask, toast} from './dialog.js';
import {badge, byId, el, setText, time} from './dom.js';
import {fields, number, values} from './form.js';
import {actions, facts, lines, notice, part} from './parts.js';

export function showAccount(account) {
  setText(byId('detail-title'), `${account.supplier} account ${account.user_id || account.id}`);
  part('state', account.state, () => el('p.state', {}, badge(account.state)));
  part('notice', account.warning, () => account.warning ? el('div.notice', {}, el('p.hint', {}, account.warning)) : []);
  actions([{key: 'connect', label: 'Connect again', href: account.connect_path},
    {key: 'default', label: 'Make default', enabled: !account.is_default, act: () => makeDefault(account)},
    {key: 'remove', label: 'Remove', danger: true, act: () => removeAccount(account)}]);
  part('facts', account, () => facts([['Id', account.id], ['Environment', account.environment], ['User', account.user_id],
    ['Havana id', account.havana_id], ['Platform', account.account_platform], ['Country', account.country],
    ['Buys for', account.is_default ? 'every shop that has no account of its own' : account.shops.join(', ') || 'no shop yet'],
    ['Access token until', account.access_expires_at && time(account.access_expires_at)],
    ['Refresh token until', account.refresh_expires_at && time(account.refresh_expires_at)]]));
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

const ACCESS = {token: 'a token of its own', client: 'an app of its own', settings: 'the credentials of the settings', none: 'nothing'};
const CHANGES = [['nothing'], ['notify', 'only say so'], ['update']];
const CLOSINGS = [['nothing'], ['hold', 'its pieces are put on hold'], ['cancel', 'the order is cancelled'],
  ['cancel_and_refund', 'the order is cancelled and refunded']];
const LOSSES = [['nothing'], ['notify', 'only say so'], ['zero', 'set the stock to 0'], ['draft', 'make the product a draft']];
const RULES = [['same-margin', 'the same margin'], ['markup', 'the mark-up of application.yaml']];

const words = (options, value) => (options.find(([word]) => word === value) || [value]).at(-1);

/** A shop and what it wants of its stock and prices. */
export async function loadShop({id}) {
  const [shop, catalogue] = await Promise.all([get(`/api/shops/${id}`), get(`/api/shops/${id}/catalog`)]);
  return {...shop, catalogue};
}

/** The looks into a shop, the worst in words first. */
export const looks = ({orders, subscriptions}) => [['Orders', orders], ['Webhook subscriptions', subscriptions]];

export function showShop(item) {
  const {catalogue, ...shop} = item;
  setText(byId('detail-title'), shop.domain);
  part('state', [shop.state, shop.uninstalled_at], () => el('p.state', {}, badge(shop.state),
    shop.uninstalled_at ? el('span.muted', {}, ' the app was removed ', time(shop.uninstalled_at)) : null));
  part('notice', shop.hint, () =>
    shop.hint ? el('div.notice', {}, el('p.hint', {}, shop.hint)) : []);
  actions([{key: 'read', label: 'Read the catalogue now', act: () => readCatalogue(shop)},
    {key: 'wishes', label: 'Stock and prices…', act: () => changeCatalogue(shop, catalogue)},
    {key: 'mail', label: shop.notify_customer ? 'Stop writing to customers' : 'Write to customers', act: () => changeMail(shop)}]);
  part('looks', [shop.orders, shop.subscriptions, catalogue], () => lines('Where each look stands', [...looks(shop), ['Catalogue',
    {...catalogue, state: catalogue.reason_code ? 'failed' : catalogue.listed_at ? 'read' : 'due', at: catalogue.listed_at}]],
  ([name, look]) => [el('b', {}, name), badge(look.state), look.at ? time(look.at) : null,
    look.reason_code ? el('code', {}, look.reason_code) : null,
    look.reason || look.hint ? el('small', {}, [look.reason, look.hint].filter(Boolean).join(' ')) : null]));
  part('wishes', catalogue, () => [el('h3', {}, 'Stock and prices'), facts([
    ['Stock changes', words(CHANGES, catalogue.on_stock)], ['Sold out', words(LOSSES, catalogue.on_sold_out)],
    ['Not sold any more', words(LOSSES, catalogue.on_gone)], ['Cost changes', words(CHANGES, catalogue.on_cost)],
    ['Prices by', words(RULES, catalogue.price_rule)],
    ['Mark-up', catalogue.markup_percentage == null ? 'as the settings say' : `${catalogue.markup_percentage} %`], ['To be approved above', `${catalogue.approve_above} %`],
    ['Never offered', `${catalogue.buffer} pieces`], ['Counts as none below', `${catalogue.floor} pieces`],
    ['Asked for country', catalogue.country || 'as the settings say'], ['Location', catalogue.location_id || 'the primary one'],
    ['Tells Alibaba.com', catalogue.tell_supplier ? 'yes' : 'no'], ['Currency', catalogue.currency],
    ['Read again', catalogue.next_list_at && time(catalogue.next_list_at)]])]);
  part('facts', shop, () => [el('h3', {}, 'Connection'), facts([['Connected', time(shop.connected_at)], ['Reached by', ACCESS[shop.access]],
    ['Webhook secrets', shop.own_secrets ? 'of its own' : 'those of the settings'],
    ['Shopify writes to customers', shop.notify_customer ? 'yes' : 'no'],
    ['When a supplier closes an order', words(CLOSINGS, shop.on_supplier_cancel)]])]);
}

async function readCatalogue(shop) {
  try {
    await post(`/api/shops/${shop.domain}/catalog/read`);
    toast('Shop and suppliers are being read.');
  } catch (refused) {
    ask({title: 'It is not read', content: [el('p', {}, refused.message)]});
  }
}

function changeCatalogue(shop, now) {
  const wish = (name, label, options) => ({name, kind: 'select', label, options, value: now[name]});
  const amount = (name, label) => ({name, kind: 'number', label, value: String(now[name])});
  ask({
    title: `Stock and prices of ${shop.domain}`,
    content: [fields(wish('on_stock', 'The supplier has more or fewer pieces', CHANGES), wish('on_sold_out', 'It has none left', LOSSES),
      wish('on_gone', 'It does not sell it any more', LOSSES), wish('on_cost', 'It asks another price', CHANGES),
      wish('price_rule', 'Prices by', RULES),
      {name: 'markup_percentage', kind: 'number', label: 'Mark-up in percent; empty = as the settings say',
        value: now.markup_percentage == null ? '' : String(now.markup_percentage)},
      amount('approve_above', 'Changes above this many percent wait for you'),
      amount('buffer', 'Pieces never offered'), amount('floor', 'Fewer pieces than that count as none'),
      {name: 'tell_supplier', kind: 'check', label: 'Tell Alibaba.com what the shop lists, delists and orders', value: now.tell_supplier})],
    confirm: 'Save',
    action: async () => {
      const {approve_above: above, buffer, floor, markup_percentage: markup, ...given} = values();
      await put(`/api/shops/${shop.domain}/catalog`, {...given, markup_percentage: markup ? number(markup, 'Mark-up') : null,
        approve_above: number(above, 'Percent'), buffer: number(buffer, 'Pieces'),
        floor: number(floor, 'Pieces')});
      showShop(await loadShop({id: shop.domain}));
      toast('Saved; shop and suppliers are read again.');
    },
  });
}

function changeMail(shop) {
  const on = !shop.notify_customer;
  ask({
    title: on ? 'Let Shopify write to customers?' : 'Stop writing to customers?',
    content: [el('p', {}, on ? 'Shopify writes to the customer when a parcel is written back or its number changes.'
      : 'Parcels are still written back; the customer is not told by Shopify.')],
    confirm: on ? 'Write to customers' : 'Stop writing',
    action: async () => {
      await put(`/api/shops/${shop.domain}`, {notify_customer: on});
      showShop(await loadShop({id: shop.domain}));
      toast('Saved.');
    },
  });
}

/** Asks for a shop's domain and credentials, and connects it. */
export function connectShop() {
  const by = way => given => given.access === way;
  ask({
    title: 'Connect a shop',
    content: [fields(
      {name: 'domain', kind: 'text', label: 'Domain', wide: true, note: 'Such as second-store.myshopify.com'},
      {name: 'secrets', kind: 'secret', label: 'Webhook secret', wide: true,
        note: 'Its app’s client secret. Empty: those of the settings.'},
      {name: 'access', kind: 'select', label: 'Reached by', wide: true, options: [['settings', 'the credentials of the settings'],
        ['client', 'an app of its own'], ['token', 'a token of its own']]},
      {name: 'client_id', kind: 'text', label: 'Client id', only: by('client')},
      {name: 'client_secret', kind: 'secret', label: 'Client secret', only: by('client')},
      {name: 'access_token', kind: 'secret', label: 'Access token', only: by('token')})],
    confirm: 'Connect',
    action: async () => {
      const {domain, secrets, client_id: id, client_secret: secret, access_token: token} = values();
      const shop = await post('/api/shops', {domain, webhook_secrets: secrets && [secrets], client_id: id, client_secret: secret,
        access_token: token});
      toast(`${shop.domain} is connected; its orders are bought from now on.`);
      location.hash = `#/shops/${shop.domain}`;
    },
  });
}

const REQUESTS = {'customers/data_request': 'Data for a customer', 'customers/redact': 'Forget a customer', 'shop/redact': 'Forget a shop'};

export const requestName = ({kind}) => REQUESTS[kind] || kind;

const STANDS = {
  due: 'It is carried out in a moment.',
  waiting: 'It is carried out once nothing stands in the way any more.',
  open: 'A person gives the customer what is kept of them, and then says so here.',
  answered: 'The customer has been given their data.',
  redacted: 'Forgotten; the database is rewriting its files.',
  scrubbed: 'Forgotten, from the database’s files as well.',
};

export function showPrivacyRequest(item) {
  const open = item.state === 'open';
  setText(byId('detail-title'), requestName(item));
  part('state', item.state, () => [el('p.state', {}, badge(item.state)), el('p.muted', {}, STANDS[item.state])]);
  part('notice', [item.reason_code, item.reason], () => notice(item));
  actions(!open ? [] : [{key: 'save', label: 'Download the data', act: () => save(item), enabled: Boolean(item.data)},
    {key: 'answered', label: 'Answered', act: () => answered(item)}]);
  part('facts', [item.state, item.orders, item.messages], () => facts([['Topic', el('code', {}, item.kind)], ['Shop', item.shop],
    ['Customer', item.customer_id], ['Received', time(item.received_at)], ['Ended', item.done_at && time(item.done_at)],
    ['Orders redacted', item.orders === null ? null : String(item.orders)],
    ['Messages emptied', item.messages === null ? null : String(item.messages)]]));
  part('orders', [item.shopify_order_ids, item.data], () => item.kind === 'shop/redact' ? []
    : lines('Orders that Shopify names', item.shopify_order_ids, id =>
      el('a', {href: `#/orders/${id}?shop=${encodeURIComponent(item.shop)}`, 'data-key': id}, id), 'None.'));
  part('data', item.data ?? null, () => item.data ? [el('h3', {}, 'What is kept of the customer'), item.data.length
    ? el('details', {}, el('summary', {'data-key': 'data'}, item.data.length === 1 ? '1 order' : `${item.data.length} orders`),
      el('pre', {tabindex: '0'}, JSON.stringify(item.data, null, 2)))
    : el('p.muted', {}, 'Nothing. That is the answer to give.')] : []);
}

/** The file to hand out. It is made here, so that no address leads to it. */
function save(item) {
  const address = URL.createObjectURL(new Blob([JSON.stringify(item.data, null, 2)], {type: 'application/json'}));
  el('a', {href: address, download: `data-request-${item.id}.json`}).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

function answered(item) {
  ask({
    title: 'Has the customer been given their data?',
    content: [el('p', {}, 'The request is closed and its data are not shown here again.')],
    confirm: 'Answered',
    action: async () => {
      showPrivacyRequest(await post(`/api/privacy-requests/${item.id}/answered`, {}));
      toast('The request is answered.');
    },
  });
}
