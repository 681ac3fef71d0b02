// Whether a robot is driven, and by whom: the verdict where there is one, and else the evidence.
import { h } from '/app/dom.js';
import { evidence } from '/app/format.js';

export const DRIVEN = {
  unclaimed: ['Unclaimed', 'Commands flow, and nobody has said that it is them'],
  operated: ['Operated', 'A person drives it'],
  autonomous: ['Autonomous', 'A policy drives it'],
  ready: ['Ready', 'Its host is ready, and nobody drives'],
  unavailable: ['Not ready', 'Its host is not ready'],
  unknown: ['Unknown', 'There is no fresh evidence'],
};
export const drivenText = status => DRIVEN[status]?.[0] ?? status;

const SHAPES = {
  unclaimed: () => [h('path', { d: 'M8 1.500 14.800 14H1.200Z', class: 'line' }), h('path', { d: 'M8 6.200v3.600M8 11.700v.400', class: 'line' })],
  operated: () => [h('circle', { cx: 8, cy: 5, r: 3, fill: 'currentColor' }), h('path', { d: 'M2.400 14.400a5.600 5.600 0 0 1 11.200 0Z', fill: 'currentColor' })],
  autonomous: () => [h('rect', { x: 2.500, y: 5, width: 11, height: 8.500, rx: 2, class: 'line' }), h('path', { d: 'M8 5V2M5.800 8.800v.800M10.200 8.800v.800', class: 'line' })],
  ready: () => [h('circle', { cx: 8, cy: 8, r: 5.800, class: 'line' }), h('circle', { cx: 8, cy: 8, r: 2, fill: 'currentColor' })],
  unavailable: () => [h('circle', { cx: 8, cy: 8, r: 5.800, class: 'line' }), h('path', { d: 'm4 12 8-8', class: 'line' })],
};

export function Driven({ status }) {
  const [text, meaning] = DRIVEN[status] ?? [status, undefined];
  return h('span', { class: `driven driven-${status}`, title: meaning, 'data-testid': 'driven', 'data-driven': status },
    SHAPES[status] && h('svg', { class: 'shape', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, SHAPES[status]()), text);
}

export function Teleoperation({ robot }) {
  const status = robot.teleoperation_status;
  const { kind, text, detail } = evidence(robot);
  if (status && status !== 'unknown' && robot.alive) {
    return h('span', { class: 'evidence' }, h(Driven, { status }), h('span', { class: 'who', title: text }, detail ? h('bdi', null, detail) : text));
  }
  return h('span', { class: `evidence evidence-${kind}`, 'data-testid': 'evidence', title: 'Evidence from the robot: no verdict on who drives' },
    h('span', { class: 'what' }, text), detail && h('bdi', { class: 'who' }, detail));
}
