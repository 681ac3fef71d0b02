// A shape for each status, so that colour is never alone.
import { h } from '/app/dom.js';
import { LABELS, MEANINGS } from '/app/format.js';

const SHAPES = {
  failed: () => [h('path', { d: 'M8 1.6 15.2 14.4H.8Z', fill: 'currentColor' }), h('path', { d: 'M8 6v4M8 11.6v1.2', class: 'cut' })],
  offline: () => [h('rect', { x: 1.6, y: 1.6, width: 12.8, height: 12.8, rx: 2.4, fill: 'currentColor' }), h('path', { d: 'm5.4 5.4 5.2 5.2m0-5.2-5.2 5.2', class: 'cut' })],
  maintenance: () => [h('path', { d: 'M8 1.4 14.6 8 8 14.6 1.4 8Z', class: 'line' }), h('path', { d: 'M5.8 8h4.4', class: 'line' })],
  discovered: () => [h('circle', { cx: 8, cy: 8, r: 6, class: 'line', 'stroke-dasharray': '2.6 2.1' })],
  online: () => [h('circle', { cx: 8, cy: 8, r: 6.2, fill: 'currentColor' }), h('path', { d: 'm5.2 8.2 2 2 3.8-4', class: 'cut' })],
};

export function Shape({ status }) {
  return h('svg', { class: 'shape', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, SHAPES[status]?.());
}

/** For a robot that goes and comes back. */
export function Blink() {
  return h('svg', { class: 'blink', viewBox: '0 0 16 16', 'aria-hidden': 'true' },
    h('path', { d: 'M1.500 10.500h3v-6h3.500v8h3.500v-6h3', class: 'line' }));
}

export function Status({ status, note }) {
  return h('span', { class: `status status-${status}`, title: MEANINGS[status], 'data-status': status },
    h(Shape, { status }), h('span', null, LABELS[status] ?? status, note && `, ${note}`));
}
