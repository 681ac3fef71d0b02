// Which robots are shown, in what order, and in which groups.
import { STATUSES } from '/app/robots.js';

const byNumber = value => (a, b, way) => {
  const x = value(a), y = value(b);
  // Robots that have no such value come last, whichever way the order goes.
  if (x == null || y == null) return x == null ? (y == null ? 0 : 1) : -1;
  return way * (x - y);
};

const plain = value => (a, b, way) => {
  const x = value(a), y = value(b);
  return x === y ? 0 : x < y ? -way : way;
};

/** A robot that blinks comes after those that are away, and before all that are well. */
function urgency(robot) {
  if (robot.teleoperation_status === 'unclaimed' && robot.alive) return 0.5;
  const place = STATUSES.indexOf(robot.status);
  return robot.flapping && place > 1 ? 1.5 : place;
}

/** `beats`: the order changes with every beat. */
export const SORTS = {
  attention: { label: 'Needs attention', compare: (a, b, way) => way * (urgency(a) - urgency(b)) },
  name: { label: 'Name', compare: (a, b, way) => way * (a.rank - b.rank) },
  type: { label: 'Type', compare: plain(robot => robot.type ?? '') },
  site: { label: 'Site', compare: plain(robot => robot.site ?? '\uffff') },
  since: { label: 'Changed last', compare: (a, b, way) => -way * (a.status_since ?? '').localeCompare(b.status_since ?? '') },
  teleoperation: { label: 'Teleoperation', compare: plain(robot => TELEOPERATION.indexOf(robot.teleoperation_status ?? 'unknown')) },
  age: { label: 'Longest silent', beats: true, compare: byNumber(robot => robot.heardAt) },
  battery: { label: 'Lowest battery', beats: true, compare: byNumber(robot => robot.beat?.battery?.percent) },
  load: { label: 'Highest CPU', beats: true, compare: byNumber(robot => negative(robot.beat?.resources?.cpu)) },
  lost: { label: 'Most beats lost', beats: true, compare: byNumber(robot => negative(robot.counters?.lost)) },
};

export const TELEOPERATION = ['unclaimed', 'operated', 'autonomous', 'ready', 'unavailable', 'unknown'];
/** Orders that change with every beat are made anew no more often than this. */
const PACE_MS = 1000;

const negative = value => (value == null ? null : -value);

export class Selection {
  #key = null;
  #shown = { ids: [], groups: null };
  #sortedAt = 0;

  /** The robots to show; the same object until something changes that matters to it. */
  of(fleet, view, now = performance.now()) {
    const sort = SORTS[view.sort] ?? SORTS.attention;
    if (sort.beats && now - this.#sortedAt > PACE_MS) this.#sortedAt = now;
    const words = view.q.trim().toLowerCase();
    const key = JSON.stringify([fleet.shape, fleet.robots.size, sort.beats ? this.#sortedAt : 0, view.sort, view.reverse, words, view.status,
      view.cause, view.flapping, view.type, view.site, view.teleoperation, view.tag, view.group, view.at]);
    if (key !== this.#key) {
      this.#key = key;
      const way = view.reverse ? -1 : 1;
      const robots = fleet.ranked().filter(robot => taken(robot, view, words)).sort((a, b) => sort.compare(a, b, way) || a.rank - b.rank);
      this.#shown = { ids: robots.map(robot => robot.id), groups: view.group ? bySite(robots, fleet.facets.site) : null };
    }
    return this.#shown;
  }
}

/** Sites in the order of their names, each with its robots in the order asked for. */
function bySite(robots, sites) {
  const groups = new Map([...sites.keys()].map(site => [site, { site, ids: [], counts: Object.fromEntries(STATUSES.map(status => [status, 0])) }]));
  for (const robot of robots) {
    const group = groups.get(robot.site ?? '');
    group.ids.push(robot.id);
    group.counts[robot.status]++;
  }
  return [...groups.values()].filter(group => group.ids.length > 0);
}

const passes = (chosen, value) => !chosen.length || chosen.includes(value);

function taken(robot, view, words) {
  return passes(view.status, robot.status)
    && (!words || robot.haystack.includes(words))
    && passes(view.type, robot.type ?? 'unknown')
    && passes(view.site, robot.site ?? '')
    // Of the past neither is known.
    && (view.at || (passes(view.cause, robot.offline_cause)
      && (!view.flapping || robot.flapping)
      && passes(view.teleoperation, robot.teleoperation_status ?? 'unknown')
      && (!view.tag.length || view.tag.some(tag => robot.tags?.includes(tag)))));
}
