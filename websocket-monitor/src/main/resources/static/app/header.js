// Who this is, how many robots are how, and how old the data is.
import { h, Still } from '/app/dom.js';
import { FLAPPING } from '/app/condition.js';
import { STATUSES } from '/app/robots.js';
import { LABELS, MEANINGS, number, time } from '/app/format.js';
import { IconButton } from '/app/icons.js';
import { Blink, Shape } from '/app/shapes.js';

const THEMES = { auto: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' };

export function Header({ view, theme, sound, feed, fresh, actions }) {
  const then = Boolean(view.at);
  return h('header', { class: 'top' },
    h('a', { class: 'brand', href: '/', onClick: event => actions.home(event) },
      h('img', { src: '/app/icon.svg', alt: '', width: 28, height: 28 }), h('h1', null, h('span', { class: 'wide' }, 'Lekiwi '), h('b', null, 'Heartbeat'))),
    h('div', { class: 'side' },
      h('div', { class: `fresh fresh-${fresh.level}`, 'data-testid': 'freshness', 'data-level': fresh.level },
        h('span', { class: 'dot', 'aria-hidden': 'true' }), h('span', { class: 'label' }, fresh.label),
        fresh.asOf && h('span', { class: 'as-of' }, h('span', { class: 'wide' }, 'as of '), time(fresh.asOf))),
      h(IconButton, { name: 'find', label: 'Find robots (F)', text: 'Find', 'aria-pressed': String(view.place === 'discovery'), 'data-testid': 'discover', onClick: actions.toggleDiscovery }),
      h(IconButton, { name: 'past', label: then ? 'Back to now (N)' : 'Look at the past (T)', text: 'Past', 'aria-pressed': String(then), 'data-testid': 'past', onClick: actions.togglePast }),
      h(IconButton, { name: 'events', label: 'Events (E)', text: 'Events', 'aria-pressed': String(feed), 'data-testid': 'feed-toggle', onClick: actions.toggleFeed }),
      h(IconButton, { name: sound ? 'loud' : 'mute', label: `Sound for incidents (M): ${sound ? 'on' : 'off'}`, 'aria-pressed': String(sound), 'data-testid': 'sound', onClick: actions.toggleSound }),
      h('button', { type: 'button', class: 'icon', title: `${THEMES[theme]} (D)`, 'aria-label': THEMES[theme], 'data-testid': 'theme', onClick: actions.changeTheme }, h(ThemeShape, { theme })),
      h(IconButton, { name: 'help', label: 'Keyboard shortcuts (?)', 'data-testid': 'help', onClick: () => actions.ask({ kind: 'help' }) })));
}

export class Counts extends Still {
  render({ facets, total, status, blinks, then, show }) {
    const toggle = name => show({ status: status.includes(name) ? status.filter(other => other !== name) : [...status, name] });
    const { flapping } = facets;
    return h('div', { class: 'counts', role: 'group', 'aria-label': 'Robots by status; press to filter' },
      h('button', { type: 'button', class: 'count', 'aria-pressed': String(status.length === 0 && !blinks), 'data-testid': 'count-all', onClick: () => show({ status: [], flapping: false }) },
        h('b', null, number(total)), h('span', null, 'All')),
      [...STATUSES].reverse().map(name => h('button', {
        key: name, type: 'button', class: `count status-${name}`, title: MEANINGS[name], 'data-testid': `count-${name}`,
        'data-empty': facets.status.get(name) === 0 ? '' : undefined, 'aria-pressed': String(status.includes(name)), onClick: () => toggle(name),
      }, h(Shape, { status: name }), h('b', null, number(facets.status.get(name))), h('span', null, LABELS[name]))),
      !then && h('button', {
        type: 'button', class: 'count status-flapping', title: FLAPPING, 'data-testid': 'count-flapping',
        'data-empty': flapping === 0 ? '' : undefined, 'aria-pressed': String(blinks), onClick: () => show({ flapping: !blinks }),
      }, h(Blink), h('b', null, number(flapping)), h('span', null, 'Flapping')));
  }
}

class ThemeShape extends Still {
  render({ theme }) {
    return h('svg', { viewBox: '0 0 20 20', class: 'glyph', 'aria-hidden': 'true' },
      theme === 'light' && [h('circle', { cx: 10, cy: 10, r: 3.6, class: 'line' }),
        h('path', { d: 'M10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.3l1.5 1.5M14.2 14.2l1.5 1.5M4.3 15.7l1.5-1.5M14.2 5.8l1.5-1.5', class: 'line' })],
      theme === 'dark' && h('path', { d: 'M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.500 8.500Z', class: 'line' }),
      theme === 'auto' && [h('circle', { cx: 10, cy: 10, r: 6.6, class: 'line' }), h('path', { d: 'M10 3.400a6.600 6.600 0 0 1 0 13.200Z', fill: 'currentColor' })]);
  }
}

/** Says plainly when the data is old. It is always there, so that screen readers hear it change. */
export function Notice({ fresh }) {
  return h('div', { class: `notice notice-${fresh.level}`, hidden: !fresh.message, 'data-testid': 'notice' },
    h('span', { role: 'status' }, fresh.message), fresh.detail && [' ', h('span', { 'aria-hidden': 'true' }, fresh.detail)]);
}
