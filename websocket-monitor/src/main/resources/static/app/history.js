// A robot's past: a timeline to move along, how it was at the time that is pointed at, and its events.
import { h } from '/app/dom.js';
import { age, exactSeconds } from '/app/format.js';
import { KindShape } from '/app/feed.js';
import { happened } from '/app/happened.js';
import { lifeOf, statusAt } from '/app/life.js';
import { instant } from '/app/past-bar.js';
import { RANGES, RANGE_LABELS } from '/app/ranges.js';
import { seriesOf } from '/app/readings-then.js';
import { Status } from '/app/shapes.js';
import { Timeline, statusText } from '/app/timeline.js';

const DRAWN = 200;

export function History({ robot, data, range, view, now, actions }) {
  const { faults, events } = data;
  const at = view.t && Date.parse(view.t) < (data.to ?? Infinity) ? Date.parse(view.t) : null;
  const scrub = ms => actions.show({ t: ms >= data.to - 1000 ? null : instant(ms) });
  return h('section', { class: 'card history', 'aria-label': 'History' },
    h('div', { class: 'history-head' }, h('h3', null, 'History'),
      h('div', { class: 'switch', role: 'group', 'aria-label': 'Range' }, Object.keys(RANGES).map(name => h('button', {
        key: name, type: 'button', title: `The last ${RANGE_LABELS[name]}`, 'aria-pressed': String(name === range), 'data-testid': `range-${name}`, onClick: () => actions.show({ range: name }),
      }, name.replace(/(\d+)/, '$1 '))))),
    h('div', { role: 'status' }, (faults.events || faults.samples) && h('p', { class: 'fault' }, trouble(faults))),
    events === null ? !faults.events && h('p', { class: 'loading-history faint' }, 'Reading its history…') : h(Shown, { robot, data, at, scrub, now, actions }));
}

function trouble({ events, samples }) {
  if (samples?.status === 410 && !events) return 'Readings are kept for 30 days; this range begins earlier.';
  return `Its ${events ? 'events' : 'readings'} cannot be read: ${(events ?? samples).message} Tried again every few seconds.`;
}

function Shown({ robot, data, at, scrub, now, actions }) {
  const { events, samples, from, to } = data;
  const life = lifeOf(robot, events, from, to);
  const series = seriesOf(samples);
  const last = at === null ? null : events.find(event => Date.parse(event.occurred_at) <= at);
  return [
    h(Timeline, { key: 'timeline', life, events, series, step: (samples?.step_s ?? 60) * 1000, from, to, at, now: now ?? undefined, scrub }),
    h('div', { key: 'then', class: `then ${at === null ? '' : 'is-then'}`, 'data-testid': 'then' },
      at === null ? h('p', { class: 'faint' }, 'Drag over the charts, or use the slider, to see how it was.') : [
        h('p', { key: 'at' }, h('b', null, exactSeconds(at, now ?? undefined)), now !== null && h('span', { class: 'faint' }, ` ${age(now - at)} ago`), ' ', known(statusAt(life, at)),
          h('span', { class: 'faint' }, ' ', last ? `Before that: ${happened(last)}` : 'Nothing happened before that in this range')),
        h('div', { key: 'doing', class: 'steps' },
          h('button', { type: 'button', class: 'button', 'data-testid': 'fleet-then', onClick: () => actions.show({ at: instant(at), robot: null, t: null, range: null }) }, 'The whole fleet then'),
          h('button', { type: 'button', class: 'button', 'data-testid': 'scrub-now', onClick: () => actions.show({ t: null }) }, 'Now')),
      ]),
    !data.isWhole && h('p', { key: 'more', class: 'faint' }, `More happened than is read at once: only the newest ${events.length} events are here.`),
    samples && series.length === 0 && h('p', { key: 'none', class: 'faint' }, 'It sent no readings in this range.'),
    events.length === 0 ? h('p', { key: 'quiet', class: 'faint' }, 'Nothing happened in this range.')
      : h('ol', { key: 'events', class: 'events', 'data-testid': 'events' }, events.slice(0, DRAWN).map(event => h(Happened, { key: event.id, event, now, isLast: event === last, scrub }))),
  ];
}

const known = status => (status === null ? 'not known yet. ' : status === 'retired' ? `${statusText(status)}. ` : h(Status, { status }));

function Happened({ event, now, isLast, scrub }) {
  const at = Date.parse(event.occurred_at);
  return h('li', { 'data-testid': 'event', 'data-kind': event.kind, class: isLast ? 'is-last' : '' },
    h(KindShape, { kind: event.kind }), h('bdi', { class: 'what' }, happened(event)),
    h('span', { class: 'faint when' }, h('button', { type: 'button', class: 'quiet', title: 'Look at this time', onClick: () => scrub(at) }, h('time', { dateTime: event.occurred_at }, exactSeconds(at, now ?? undefined))),
      now !== null && ` · ${age(Math.max(0, now - at), true)} ago`, event.details?.announced === false && ' · not announced'));
}
