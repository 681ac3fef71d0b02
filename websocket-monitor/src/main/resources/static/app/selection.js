// Which robots are shown, in what order.
import { STATUSES, byText } from '/app/fleet.js';

const byNumber = value => (a, b, way) => {
  const x = value(a), y = value(b);
  // Robots that have no such value come last, whichever way the order goes.
  if (x == null || y == null) return x == null ? (y == null ? 0 : 1) : -1;
  return way * (x - y);
};

/** A robot that blinks comes after those that are away, and before all that are well. */
function urgency(robot) {
  const rank = STATUSES.indexOf(robot.status);
  return robot.flapping && rank > 1 ? 1.5 : rank;
}

/** `beats`: the order changes with every beat. */
export const SORTS = {
  attention: { label: 'Needs attention', compare: (a, b, way) => way * (urgency(a) - urgency(b)) },
  name: { label: 'Name', compare: (a, b, way) => way * byText(a.name, b.name) },
  type: { label: 'Type', compare: (a, b, way) => way * byText(a.type, b.type) },
  site: { label: 'Site', compare: (a, b, way) => way * byText(a.site ?? '\uffff', b.site ?? '\uffff') },
  age: { label: 'Longest silent', beats: true, compare: byNumber(robot => robot.heardAt) },
  battery: { label: 'Lowest battery', beats: true, compare: byNumber(robot => robot.beat?.battery?.percent) },
  load: { label: 'Highest CPU', beats: true, compare: byNumber(robot => negative(robot.beat?.resources?.cpu)) },
  lost: { label: 'Most beats lost', beats: true, compare: byNumber(robot => negative(robot.counters?.lost)) },
};

function negative(value) {
  return value == null ? null : -value;
}

export class Selection {
  #key = null;
  #robots = [];

  /** The robots to show; the same array until something changes that matters to it. */
  of(fleet, view) {
    const sort = SORTS[view.sort] ?? SORTS.attention;
    const words = view.q.trim().toLowerCase();
    const key = JSON.stringify([fleet.shape, sort.beats ? fleet.version : 0, view.sort, view.reverse, words, view.status, view.cause, view.flapping, view.type, view.site]);
    if (key !== this.#key) {
      this.#key = key;
      const way = view.reverse ? -1 : 1;
      this.#robots = [...fleet.robots.values()]
        .filter(robot => taken(robot, view, words))
        .sort((a, b) => sort.compare(a, b, way) || byText(a.name, b.name) || (a.id < b.id ? -1 : 1))
        .map(robot => robot.id);
    }
    return this.#robots;
  }
}

function taken(robot, view, words) {
  return (!view.status.length || view.status.includes(robot.status))
    && (!view.cause.length || view.cause.includes(robot.offline_cause))
    && (!view.flapping || robot.flapping)
    && (!view.type.length || view.type.includes(robot.type))
    && (!view.site.length || view.site.includes(robot.site ?? ''))
    && (!words || robot.haystack.includes(words));
}
