// What a robot says of itself, drawn the same in the table and on the tiles.
import { h } from '/app/dom.js';
import { age, number, percent } from '/app/format.js';

/** A robot is alive for this many of its intervals after a beat. */
const LEASE_INTERVALS = 3;

/** How old the last beat is; the bar fills until the lease runs out. */
export function Beat({ robot, now }) {
  if (robot.heardAt === null) return h('span', { class: 'beat faint', 'data-testid': 'age' }, 'never heard');
  const ms = now === null ? null : now - robot.heardAt;
  const used = ms === null ? 0 : Math.min(1, Math.max(0, ms / (robot.beat.interval_s * LEASE_INTERVALS * 1000)));
  const level = used >= 1 ? 'out' : used > 2 / 3 ? 'late' : 'fine';
  return h('span', { class: 'beat' },
    h('span', { 'data-testid': 'age', 'data-seq': robot.beat.seq }, age(ms), ms !== null && h('span', { class: 'wide faint' }, ' ago')),
    h('span', { class: `meter lease lease-${level}`, 'aria-hidden': 'true' }, h('i', { style: { transform: `scaleX(${used.toFixed(2)})` } })));
}

export function Battery({ robot }) {
  const charge = robot.beat?.battery?.percent;
  if (charge == null) return h('span', { class: 'faint' }, '–');
  const level = charge < 15 ? 'low' : charge < 35 ? 'some' : 'good';
  return h('span', { class: 'battery' },
    h('span', { class: `meter charge charge-${level}`, 'aria-hidden': 'true' }, h('i', { style: { transform: `scaleX(${(charge / 100).toFixed(2)})` } })),
    h('span', { class: 'value' }, `${Math.round(charge)} %`));
}

export function Load({ robot }) {
  const used = robot.beat?.resources;
  if (!used || (used.cpu == null && used.temperature_c == null)) return h('span', { class: 'faint' }, '–');
  const hot = used.temperature_c >= 75;
  return h('span', { class: 'load' },
    h('span', { class: used.cpu >= 0.9 ? 'high' : '' }, percent(used.cpu)),
    h('span', { class: hot ? 'high' : 'faint' }, used.temperature_c == null ? '' : `${Math.round(used.temperature_c)} °C${hot ? ' hot' : ''}`));
}

export function Lost({ robot }) {
  const lost = robot.counters?.lost;
  return h('span', { class: lost > 0 ? 'missed' : 'faint', title: robot.counters ? `${number(robot.counters.received)} received, ${number(lost)} lost, ${number(robot.counters.reboots)} reboots` : undefined },
    number(lost));
}
