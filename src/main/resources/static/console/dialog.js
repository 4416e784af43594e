/* One question at a time, before anything is done. */
import {byId, el} from './dom.js';

const dialog = byId('dialog');
const confirmButton = byId('dialog-confirm');
let act = null;

/**
 * @param title   what is asked
 * @param content nodes that say what will happen
 * @param confirm the word on the button
 * @param action  does it; what it throws is shown, and the question stays
 * @param danger  whether the button warns
 */
export function ask({title, content, confirm, action, danger}) {
  byId('dialog-title').textContent = title;
  byId('dialog-body').replaceChildren(...content);
  byId('dialog-error').textContent = '';
  confirmButton.textContent = confirm;
  confirmButton.hidden = !action;
  confirmButton.className = danger ? 'danger' : 'primary';
  confirmButton.disabled = false;
  act = action;
  dialog.showModal();
  ([...byId('dialog-body').querySelectorAll('input, select, textarea')].find(field => field.offsetParent) || byId('dialog-cancel')).focus();
}

byId('dialog-cancel').addEventListener('click', () => dialog.close());

byId('dialog-form').addEventListener('submit', async event => {
  event.preventDefault();
  confirmButton.disabled = true;
  byId('dialog-error').textContent = '';
  try {
    await act();
    dialog.close();
  } catch (refused) {
    byId('dialog-error').textContent = refused.message;
  } finally {
    confirmButton.disabled = false;
  }
});

let toastTimer;

/** Says what was done, for eyes and screen readers alike. */
export function toast(text) {
  const place = byId('toast');
  place.replaceChildren(el('span', {}, text));
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => place.replaceChildren(), 6000);
}
