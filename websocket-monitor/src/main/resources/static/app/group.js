// The heading of a site's robots: how many there are, and how they are. It folds them away.
import { h } from '/app/dom.js';
import { STATUSES } from '/app/robots.js';
import { LABELS, number } from '/app/format.js';
import { Shape } from '/app/shapes.js';

export function Group({ group, folded, toggle }) {
  const { site, ids, counts } = group;
  return h('button', { type: 'button', class: 'group', 'aria-expanded': String(!folded), 'data-testid': 'group', 'data-site': site, onClick: () => toggle(site) },
    h('svg', { viewBox: '0 0 16 16', class: 'fold', 'aria-hidden': 'true' }, h('path', { d: folded ? 'm6 3 5 5-5 5' : 'm3 6 5 5 5-5', class: 'line' })),
    h('b', null, site ? h('bdi', null, site) : 'No site'),
    h('span', { class: 'faint' }, `${number(ids.length)} ${ids.length === 1 ? 'robot' : 'robots'}`),
    h('span', { class: 'group-counts' }, STATUSES.filter(status => counts[status] > 0).map(status =>
      h('span', { key: status, class: `group-count status-${status}`, title: LABELS[status] }, h(Shape, { status }), number(counts[status]), h('span', { class: 'aside' }, ` ${LABELS[status]}`)))));
}
