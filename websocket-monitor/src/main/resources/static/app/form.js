// Parts of forms: an input with what is wrong with it, and the trouble with the whole.
import { h } from '/app/dom.js';

/** @param {{field: string, message: string}[]} faults what the service says is wrong */
export function Field({ name, label, hint, faults = [], children }) {
  const wrong = faults.filter(({ field }) => field.replace(/^\//, '').split('/')[0] === name).map(fault => fault.message).join('; ');
  return h('div', { class: `field ${wrong ? 'is-wrong' : ''}` }, h('label', { for: `field-${name}` }, label), children,
    hint && h('p', { class: 'faint hint', id: `hint-${name}` }, hint), wrong && h('p', { class: 'fault', id: `wrong-${name}`, 'data-testid': `wrong-${name}` }, wrong));
}

export const described = name => ({ id: `field-${name}`, name, 'aria-describedby': `hint-${name} wrong-${name}` });

export function Trouble({ fault }) {
  return h('div', { role: 'alert' }, fault && h('p', { class: 'fault', 'data-testid': 'trouble' }, fault.message));
}

/** Every field, and nothing that is not one. */
export const valuesOf = form => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
