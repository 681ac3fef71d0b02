// Small pictures for buttons.
import { h } from '/app/dom.js';

const PATHS = {
  find: 'M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4M12.800 12.800 16.500 16.500',
  close: 'm5 5 10 10M15 5 5 15', back: 'M12.500 4.500 7 10l5.500 5.500', events: 'M4 5.500h12M4 10h12M4 14.500h7', help: 'M7.500 7.600a2.600 2.600 0 1 1 3.700 2.300c-.800.400-1.200.900-1.200 1.900M10 14.300v.100',
  past: 'M10 6v4.200l2.700 1.600M3.600 8.500A6.600 6.600 0 1 1 3.700 12M3 5.200v3.500h3.500', loud: 'M4 8v4h2.500L10 15V5L6.500 8ZM12.800 7.500a3.600 3.600 0 0 1 0 5M15 5.500a6.400 6.400 0 0 1 0 9', mute: 'M4 8v4h2.500L10 15V5L6.500 8ZM13 8l4 4M17 8l-4 4',
  edit: 'm4.500 12.800-.700 3.400 3.400-.700 8.600-8.600a1.900 1.900 0 0 0-2.700-2.700Z', wrench: 'M15.800 5.900 13 8.700l-1.700-1.700 2.800-2.800a4 4 0 0 0-5.300 5L4 14a1.400 1.400 0 0 0 2 2l4.800-4.800a4 4 0 0 0 5-5.300Z',
};

export function Icon({ name }) {
  return h('svg', { viewBox: '0 0 20 20', class: 'glyph', 'aria-hidden': 'true' }, h('path', { d: PATHS[name], class: 'line' }));
}

export function IconButton({ name, label, text, ...rest }) {
  return h('button', { type: 'button', class: text ? 'tool' : 'icon', 'aria-label': label, title: label, ...rest }, h(Icon, { name }), text && h('span', { class: 'wide' }, text));
}
