// Why a robot is as it is, in words: its cause, its maintenance, whether it blinks.
import { h } from '/app/dom.js';
import { age, exact } from '/app/format.js';
import { Blink } from '/app/shapes.js';

/** Why a robot is offline: in a word or two, and at length. */
export const CAUSES = {
  said_goodbye: ['said goodbye', 'It said that it goes'],
  single_loss: ['fell silent alone', 'It fell silent, and others of its site did not'],
  site: ['whole site silent', 'Its whole site fell silent: one incident'],
  observer: ['all sites silent', 'All sites fell silent: the fault is most likely on our side'],
  retired: ['retired', 'A person took it out of the fleet'],
};
export const causeText = cause => CAUSES[cause]?.[0] ?? cause;

export const FLAPPING = 'It goes offline and comes back again and again; its changes are recorded, and not announced one by one';

/** When maintenance ends: how long that is, and the exact time. */
export function maintenanceEnd(maintenance, now) {
  const until = Date.parse(maintenance.until);
  const left = now === null ? '' : until > now ? ` (${age(until - now, true)})` : ' (ending)';
  return `until ${exact(until, now)}${left}`;
}

/** Ages in the line change by the minute, not by the second. */
export const minute = (robot, now) => (robot.maintenance && now !== null ? Math.floor(now / 30_000) * 30_000 : null);

export function hasCondition(robot) {
  return Boolean(robot.offline_cause || robot.maintenance || robot.flapping);
}

export function Condition({ robot, now, reason = false }) {
  if (!hasCondition(robot)) return null;
  const { maintenance, offline_cause: cause } = robot;
  return h('span', { class: 'condition', 'data-testid': 'condition' },
    cause && h('span', { class: 'why', title: CAUSES[cause]?.[1], 'data-testid': 'why' }, causeText(cause)),
    maintenance && h('span', { class: 'why', title: reasonOf(maintenance), 'data-testid': 'maintenance' },
      maintenanceEnd(maintenance, now), reason && maintenance.reason && [': ', h('bdi', null, maintenance.reason)]),
    robot.flapping && h('span', { class: 'flapping', title: FLAPPING, 'data-testid': 'flapping' }, h(Blink), 'flapping'));
}

/** What maintenance hides of the robot. */
export const masked = robot => (robot.status === 'maintenance' && !robot.alive && robot.beat ? 'silent' : null);

export function reasonOf(maintenance) {
  return `Set aside by ${maintenance.by}${maintenance.reason ? `: ${maintenance.reason}` : ''}`;
}
