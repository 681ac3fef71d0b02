// What happens in the fleet, as it happens.
import { h, Still } from '/app/dom.js';
import { age, exactSeconds } from '/app/format.js';
import { KINDS, happened, kindText, kindTone } from '/app/happened.js';
import { IconButton } from '/app/icons.js';
import { Menu } from '/app/menu.js';
import { Blink, Shape } from '/app/shapes.js';

/** More are not drawn: who looks further back opens a robot, or the past. */
const DRAWN = 150;
const TICK_MS = 5000;

export function Feed({ events, fleet, view, now, actions }) {
  const counts = new Map(Object.keys(KINDS).map(kind => [kind, 0]));
  for (const { kind } of events.list) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const values = new Map([...counts].filter(([, count]) => count > 0));
  const shown = events.list.filter(event => !view.kind.length || view.kind.includes(event.kind));
  return h('aside', { class: 'feed', 'aria-label': 'Events', 'data-testid': 'feed' },
    h('div', { class: 'feed-head' }, h('h2', null, 'Events'),
      h(Menu, { name: 'kind', label: 'Kind', values, chosen: view.kind, text: kindText, choose: actions.show }),
      h(IconButton, { name: 'close', label: 'Close events', 'data-testid': 'feed-close', onClick: actions.toggleFeed })),
    events.fault && h('p', { class: 'fault', role: 'status' }, `Events cannot be read: ${events.fault}`),
    events.leftOut > 0 && h('p', { class: 'faint', 'data-testid': 'left-out' }, 'Some events were too many to be shown here. Each robot’s page has all of its own.'),
    shown.length === 0
      ? h('p', { class: 'faint nothing-happened' }, view.kind.length ? 'None of these kinds lately.' : 'Nothing has happened yet.')
      : h('ol', { class: 'happenings', tabIndex: 0, 'aria-label': 'The newest first' }, shown.slice(0, DRAWN).map(event => h(Entry, {
        key: event.id, event, name: event.subject_kind === 'robot' ? fleet.robots.get(event.subject)?.name ?? event.subject : event.subject,
        now: now === null ? null : Math.floor(now / TICK_MS) * TICK_MS, actions,
      }))));
}

export function KindShape({ kind }) {
  const tone = kindTone(kind);
  return h('span', { class: `status-${tone} kind-shape` }, tone === 'flapping' ? h(Blink) : h(Shape, { status: tone }));
}

class Entry extends Still {
  render({ event, name, now, actions }) {
    const at = Date.parse(event.occurred_at);
    const subject = event.subject_kind === 'robot'
      ? h('a', { href: actions.link({ robot: event.subject }), class: 'subject', onClick: e => actions.follow(e, event.subject) }, h('bdi', null, name))
      : h('span', { class: 'subject' }, event.subject_kind === 'site' ? ['Site ', h('bdi', null, name)] : 'All sites');
    return h('li', { class: `entry is-${kindTone(event.kind)}`, 'data-testid': 'feed-event', 'data-kind': event.kind },
      h(KindShape, { kind: event.kind }),
      h('div', null, subject, h('bdi', { class: 'what' }, happened(event)),
        h('span', { class: 'faint' }, h('time', { dateTime: event.occurred_at }, exactSeconds(at, now ?? at)),
          now !== null && ` · ${age(Math.max(0, now - at), true)} ago`, event.details?.announced === false && ' · not announced')));
  }
}
