/* Questions with more than one answer: the fields of a dialog, and what was put into them. */
import {byId, el} from './dom.js';

const BUILD = {
  text: ({name, value}) => el('input', {type: 'text', id: `field-${name}`, name, value, autocomplete: 'off', spellcheck: 'false'}),
  number: ({name, value, placeholder}) =>
    el('input', {type: 'text', inputmode: 'decimal', id: `field-${name}`, name, value, placeholder, autocomplete: 'off'}),
  secret: ({name}) => el('input', {type: 'password', id: `field-${name}`, name, autocomplete: 'new-password'}),
  area: ({name}) => el('textarea', {id: `field-${name}`, name, rows: '3', spellcheck: 'false'}),
  check: ({name, value}) => el('input', {type: 'checkbox', id: `field-${name}`, name, checked: value}),
  select: ({name, value, options}) => el('select', {id: `field-${name}`, name},
    options.map(([word, title]) => el('option', {value: word, selected: word === value}, title || word))),
};

/**
 * The nodes of a form.
 *
 * @param fields {name, kind, label, note, value, placeholder, options, wide, only}: `kind` is one of the
 *               above; `only` tells from all values whether the field is asked for at all
 */
export function fields(...all) {
  const rows = all.map(field => el('div.field' + (field.wide ? '.wide' : ''), {'data-field': field.name},
    field.kind === 'check' ? el('label', {}, BUILD.check(field), ' ', field.label)
      : [el('label', {for: `field-${field.name}`}, field.label), BUILD[field.kind](field)],
    field.note ? el('small', {}, field.note) : null));
  const form = el('div.fields', {}, rows);
  const ask = () => {
    const given = read(form);
    all.forEach((field, index) => {
      rows[index].hidden = Boolean(field.only && !field.only(given));
    });
  };
  form.addEventListener('change', ask);
  ask();
  return form;
}

const read = form => Object.fromEntries([...form.querySelectorAll('input, select, textarea')].map(field =>
  [field.name, field.type === 'checkbox' ? field.checked : field.value.trim()]));

/** What was put into the open dialog's form; what is not asked for, or was left empty, is undefined. */
export function values() {
  const form = byId('dialog-body').querySelector('.fields');
  return Object.fromEntries(Object.entries(read(form)).map(([name, value]) =>
    [name, value === '' || form.querySelector(`[data-field="${CSS.escape(name)}"]`).hidden ? undefined : value]));
}

/** The number in a text, by the name that a person knows the field by; undefined stays so. */
export function number(text, label) {
  if (text !== undefined && !/^\d{1,12}(\.\d{1,6})?$/.test(text)) {
    throw new Error(`${label}: enter a number such as 12 or 12.50.`);
  }
  return text === undefined ? undefined : Number(text);
}
