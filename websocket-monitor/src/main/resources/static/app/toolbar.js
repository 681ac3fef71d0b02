// Search, filters, order, and the two ways to look.
import { h, Component } from '/app/dom.js';
import { ALL, filtersOf } from '/app/address.js';
import { causeText } from '/app/condition.js';
import { TYPES, number } from '/app/format.js';
import { Menu } from '/app/menu.js';
import { SORTS } from '/app/selection.js';
import { drivenText } from '/app/teleoperation.js';

const VIEWS = { table: 'Table', grid: 'Grid' };
/** Of the past neither is known, so nothing is filtered by them. */
const FILTERS = [
  ['type', 'Type', type => TYPES[type] ?? type, true], ['site', 'Site', site => site || 'No site', true],
  ['teleoperation', 'Teleoperation', drivenText, false], ['tag', 'Tag', tag => tag, false], ['cause', 'Offline because', causeText, false],
];
const SORTS_THEN = ['attention', 'name', 'type', 'site'];

export class Toolbar extends Component {
  state = { open: false };

  render({ fleet, view, actions }, { open }) {
    const set = filtersOf(view);
    const sorts = Object.entries(SORTS).filter(([key]) => !view.at || SORTS_THEN.includes(key));
    return h('div', { class: 'toolbar', role: 'search' },
      h('input', {
        type: 'search', class: 'search', id: 'search', placeholder: 'Search name, id, site, tag, address', 'aria-label': 'Search robots', 'aria-keyshortcuts': '/',
        'data-testid': 'search', value: view.q, onInput: event => actions.show({ q: event.target.value }),
      }),
      h('button', { type: 'button', class: 'menu-button more-filters', 'aria-expanded': String(open), 'data-testid': 'more-filters', onClick: () => this.setState({ open: !open }) },
        'Filters', set > 0 && `: ${set}`),
      h('div', { class: `filters ${open ? 'is-open' : ''}` },
        FILTERS.filter(([, , , then]) => then || !view.at).map(([name, label, text]) =>
          h(Menu, { key: name, name, label, values: fleet.facets[name], chosen: view[name], text, choose: actions.show })),
        h('label', { class: 'choice' }, h('span', null, 'Sort'),
          h('select', { 'data-testid': 'sort', value: view.sort, onChange: event => actions.show({ sort: event.target.value, reverse: false }) },
            sorts.map(([key, sort]) => h('option', { key, value: key }, sort.label)))),
        h('button', { type: 'button', class: 'menu-button', 'aria-pressed': String(view.group === 'site'), 'data-testid': 'group-site', onClick: () => actions.show({ group: view.group ? null : 'site' }) }, 'By site')));
  }
}

/** How many robots are shown, and the two ways to look at them. */
export function Outcome({ fleet, view, actions, shown }) {
  const isFiltered = filtersOf(view) + view.q.length > 0;
  return h('div', { class: 'outcome' },
    isFiltered && h('button', { type: 'button', class: 'quiet', 'data-testid': 'show-all', onClick: () => actions.show(ALL) }, 'Clear filters'),
    h('span', { class: 'shown', 'data-testid': 'shown', role: 'status' }, `${number(shown.ids.length)} of ${number(fleet.robots.size)}`),
    h('div', { class: 'switch', role: 'group', 'aria-label': 'View' },
      Object.entries(VIEWS).map(([key, label]) => h('button', {
        key, type: 'button', 'data-testid': `view-${key}`, 'aria-pressed': String(view.view === key), onClick: () => actions.show({ view: key }),
      }, label))));
}
