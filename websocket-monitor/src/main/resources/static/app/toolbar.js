// Search, filters, order, and the two ways to look.
import { h } from '/app/dom.js';
import { CAUSES, causeText } from '/app/condition.js';
import { TYPES, number } from '/app/format.js';
import { SORTS } from '/app/selection.js';

const VIEWS = { table: 'Table', tiles: 'Tiles' };

export function Toolbar({ fleet, view, actions, shown }) {
  const causes = fleet.causes();
  return h('div', { class: 'toolbar' },
    h('input', {
      type: 'search', class: 'search', placeholder: 'Search name, id, site, tag, address', 'aria-label': 'Search robots',
      'data-testid': 'search', value: view.q, onInput: event => actions.show({ q: event.target.value }),
    }),
    h(Choice, { name: 'cause', label: 'Why offline', all: 'Any cause', values: Object.keys(CAUSES).filter(cause => causes.has(cause)), chosen: view.cause, show: actions.show, text: cause => `${causeText(cause)} (${number(causes.get(cause) ?? 0)})` }),
    h(Choice, { name: 'type', label: 'Type', all: 'All types', values: fleet.types(), chosen: view.type, show: actions.show, text: type => TYPES[type] ?? type }),
    h(Choice, { name: 'site', label: 'Site', all: 'All sites', values: fleet.sites(), chosen: view.site, show: actions.show, text: site => site || 'No site' }),
    h('label', { class: 'choice' }, h('span', null, 'Sort'),
      h('select', { 'data-testid': 'sort', value: view.sort, onChange: event => actions.show({ sort: event.target.value, reverse: false }) },
        Object.entries(SORTS).map(([key, sort]) => h('option', { key, value: key }, sort.label)))),
    h('span', { class: 'shown', 'data-testid': 'shown', 'aria-live': 'polite' }, `${number(shown)} of ${number(fleet.robots.size)}`),
    h('div', { class: 'switch', role: 'group', 'aria-label': 'View' },
      Object.entries(VIEWS).map(([key, label]) => h('button', {
        key, type: 'button', 'data-testid': `view-${key}`, 'aria-pressed': String(view.view === key), onClick: () => actions.show({ view: key }),
      }, label))));
}

const ALL = '*';

function Choice({ name, label, all, values, chosen, show, text }) {
  // What is filtered by stays in the list although no robot has it just now.
  const listed = [...new Set([...values, ...chosen])];
  return h('label', { class: 'choice' }, h('span', null, label),
    h('select', {
      'data-testid': name, value: chosen.length ? `=${chosen[0]}` : ALL,
      onChange: event => show({ [name]: event.target.value === ALL ? [] : [event.target.value.slice(1)] }),
    },
    h('option', { value: ALL }, all),
    listed.map(value => h('option', { key: value, value: `=${value}` }, text(value)))));
}
