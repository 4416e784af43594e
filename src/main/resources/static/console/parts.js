/* What a detail is built of, whatever it shows. */
import {byId, el, replace} from './dom.js';

let mayAct = false;

/** Whether who is signed in may do more than look. */
export function allow(may) {
  mayAct = may;
}

/** A part of the detail that is built anew only when what it shows has changed. */
export function part(name, fingerprint, build) {
  const body = byId('detail-body');
  const place = body.querySelector(`:scope > [data-part=${name}]`) || body.appendChild(el('section', {'data-part': name}));
  replace(place, fingerprint, build);
}

export function facts(pairs) {
  return el('dl', {}, pairs.filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
}

/** What is in the way, and what helps; nothing where nothing is. */
export function notice(item) {
  return item.reason_code || item.reason || item.hint ? el('div.notice', {},
    item.hint ? el('p.hint', {}, item.hint) : null,
    item.reason_code || item.reason
      ? el('p', {}, item.reason_code ? el('code', {}, item.reason_code) : null, ' ', item.reason || '') : null) : [];
}

/**
 * What may be done with what is shown: {key, label, act} or {key, label, href}, with `danger` and `enabled` where they differ.
 * The buttons stay as they are while their names do, so that a refresh takes no focus away.
 */
export function actions(buttons) {
  part('actions', [buttons.map(({key, label, href}) => [key, label, href]), mayAct], () => buttons.length
    ? [el('h3.hidden', {}, 'Actions'), el('div.actions', {role: 'group', 'aria-label': 'Actions'},
      buttons.filter(({href}) => mayAct || !href).map(({key, label, href, danger}) => href
        ? el('a.button', {href, 'data-key': key}, label)
        : el('button' + (danger ? '.danger' : ''), {type: 'button', 'data-key': key}, label))),
    mayAct ? null : el('p.muted', {}, 'Your role may look, not act.')].filter(Boolean) : []);
  buttons.filter(({href}) => !href).forEach(({key, act, enabled = true}) => {
    const button = byId('detail-body').querySelector(`[data-part=actions] [data-key="${CSS.escape(key)}"]`);
    button.disabled = !mayAct || !enabled;
    button.onclick = act;
  });
}

/** A titled list, or what to say where it is empty. */
export function lines(title, items, line, none) {
  return [el('h3', {}, title), items.length ? el('ul.lines', {}, items.map(item => el('li', {}, line(item)))) : el('p.muted', {}, none)];
}
