// What befalls many robots at once: sites that fell silent, and when nobody listened.
import { h } from '/app/dom.js';
import { age, exactSeconds, number } from '/app/format.js';
import { Shape } from '/app/shapes.js';

/** For so long after its end a blind time is shown. */
const LATELY_MS = 10 * 60_000;

const BLIND = {
  restarted: 'the service restarted', paused: 'the service stood still', store_away: 'the database was away',
  clock_stepped: 'a clock was set', edge_silent: 'all sites were cut off from us',
};

/** It is always there, so that screen readers hear it change; ages that tick are not read out. */
export function Situation({ situation, now }) {
  const open = situation.incidents.filter(incident => !incident.ended_at);
  const blind = situation.blind.filter(time => now !== null && now - Date.parse(time.ended_at) < LATELY_MS);
  return h('section', { class: 'situation', role: 'status', 'aria-label': 'Incidents', hidden: open.length + blind.length === 0, 'data-testid': 'situation' },
    open.map(incident => h(Incident, { key: `incident-${incident.id}`, incident, now })),
    blind.map(time => h(Blind, { key: time.began_at, time, now })));
}

function Incident({ incident, now }) {
  const since = Date.parse(incident.began_at);
  return h('p', { class: 'happening', 'data-testid': 'incident' }, h(Shape, { status: 'offline' }), h('span', null,
    h('b', null, incident.site ? ['Site ', h('bdi', null, incident.site), ' is unreachable'] : 'All sites are silent'), ': ',
    `${number(incident.robots_lost)} of ${number(incident.robots_alive)} robots fell silent together, last heard at ${exactSeconds(since, now)}`,
    h(Ago, { ms: now === null ? null : now - since }), '. ',
    incident.site ? 'One incident: their alarms are held back.' : 'The fault is most likely on our side; it counts against no robot.'));
}

function Blind({ time, now }) {
  const from = Date.parse(time.began_at), to = Date.parse(time.ended_at);
  return h('p', { class: 'happening is-over', 'data-testid': 'blind' }, h(Shape, { status: 'discovered' }), h('span', null,
    h('b', null, 'Nobody was listening'), ` from ${exactSeconds(from, now)} to ${exactSeconds(to, now)}`, ` (${age(to - from)})`,
    `: ${BLIND[time.cause] ?? time.cause}. That time counts against no robot.`));
}

function Ago({ ms }) {
  return ms !== null && h('span', { 'aria-hidden': 'true' }, ` (${age(ms)} ago)`);
}
