/* Building blocks. Every value becomes text, never markup. */

/** An element: el('a.name', {href: '…'}, 'text', child). An attribute that is null or false is left out. */
export function el(kind, attributes = {}, ...children) {
  const [tag, ...classes] = kind.split('.');
  const element = document.createElement(tag || 'div');
  if (classes.length) {
    element.className = classes.join(' ');
  }
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'onclick') {
      element.addEventListener('click', value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

export const byId = id => document.getElementById(id);

/** Sets text only where it differs, so that a refresh disturbs nobody. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Replaces what stands in a place when its content differs; the focus stays on what has the same data-key. */
export function replace(place, fingerprint, build) {
  const print = JSON.stringify(fingerprint);
  if (place.dataset.print === print) {
    return;
  }
  const key = place.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  place.dataset.print = print;
  place.replaceChildren(...[build()].flat());
  if (key) {
    place.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({preventScroll: true});
  }
}

/** A shop as people call it: without the part that all of them share. */
export const shop = domain => (domain || '').replace(/\.myshopify\.com$/, '');

const TONES = {
  planned: 'calm', quoted: 'calm', placing: 'busy', placed: 'busy', paying: 'busy', paid: 'good', shipped: 'good', delivered: 'done',
  unknown: 'alarm', held: 'warn', cancelled: 'off', closed: 'off',
  connected: 'good', needs_authorisation: 'alarm', uninstalled: 'alarm', no_access: 'warn',
  noted: 'off', waiting: 'warn', due: 'calm', writing: 'busy', written: 'good', rejected: 'off', superseded: 'off', refused: 'alarm',
  searching: 'busy', running: 'busy', failed: 'alarm', success: 'good', read: 'good', kept: 'good',
  following: 'good', stuck: 'alarm', 'sold-out': 'warn', gone: 'alarm', back: 'good', approval: 'warn', draft: 'warn',
  open: 'warn', answered: 'done', redacted: 'good', scrubbed: 'done',
  partial: 'busy', fulfilled: 'good', by_hand: 'done', none: 'off', off: 'off', ACCEPT: 'good', INVESTIGATE: 'warn', CANCEL: 'alarm',
  new: 'calm', buying: 'busy', ignored: 'off', parked: 'warn', done: 'done',
};

/** A state in words; the colour only repeats them. */
export function badge(state, from) {
  return el('span.badge.' + (TONES[state] || 'calm'), {}, state.replaceAll('_', ' '), from ? el('small', {}, ' from ' + from) : null);
}

const STEPS = [[60, 's', 1], [3600, 'min', 60], [86400, 'h', 3600], [Infinity, 'd', 86400]];

export function duration(seconds) {
  const [, unit, size] = STEPS.find(([below]) => seconds < below);
  return `${Math.floor(seconds / size)} ${unit}`;
}

/** A moment as a distance from now; the exact time on hover. refreshTimes() keeps it true. */
export function time(iso) {
  if (!iso) {
    return el('span', {}, '–');
  }
  const element = el('time', {datetime: iso, title: new Date(iso).toLocaleString()});
  element.textContent = distance(iso);
  return element;
}

function distance(iso) {
  const seconds = Math.round((Date.now() - new Date(iso)) / 1000);
  return Math.abs(seconds) < 5 ? 'now' : seconds < 0 ? 'in ' + duration(-seconds) : duration(seconds) + ' ago';
}

export function refreshTimes() {
  document.querySelectorAll('time').forEach(element => setText(element, distance(element.dateTime)));
}

/** A link to the outside: only https, and the page it opens learns nothing. */
export function outside(url, text, key) {
  return /^https:\/\//i.test(url || '')
    ? el('a', {href: url, target: '_blank', rel: 'noopener noreferrer', 'data-key': key}, text + ' ↗')
    : document.createTextNode(text);
}

/** From which amount to which, and by how many percent; `none` is said where there is no new one. */
export function change(from, to, currency, none) {
  const percent = to !== null && Number(from) > 0 ? (Number(to) / Number(from) - 1) * 100 : null;
  return el('span.change', {}, from === null ? 'not known' : from, to === null ? ` ${none}` : ` → ${money(to, currency)}`,
    percent === null || to === from ? null : el('small', {}, ` ${percent > 0 ? '+' : '−'}${Math.abs(percent).toFixed(1)} %`));
}

export const money = (amount, currency) => amount === null || amount === undefined ? '–' : `${amount} ${currency || ''}`.trim();
