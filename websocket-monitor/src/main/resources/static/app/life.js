// How a robot was over time, from how it is now and from its events, read backwards: each event tells what was before it.

const BEFORE = {
  registered: { alive: false, heard: false }, online: { alive: false }, offline: { alive: true },
  returned: { alive: false, retired: true }, retired: { retired: false },
  maintenance_started: { aside: false }, maintenance_ended: { aside: true }, failed: { failed: false }, recovered: { failed: true },
};

function statusOf({ alive, heard, retired, aside, failed }) {
  if (retired) return 'retired';
  if (aside) return 'maintenance';
  if (alive) return failed ? 'failed' : 'online';
  return heard ? 'offline' : 'discovered';
}

/**
 * @param {object} robot as it is now
 * @param {object[]} events those of the range and all after it, the newest first
 * @param {number} from milliseconds since 1970; `to` too
 * @returns {{from: number, to: number, status: string}[]} stretches, the oldest first
 */
export function lifeOf(robot, events, from, to) {
  let state = {
    alive: robot.alive, heard: robot.status !== 'discovered', retired: Boolean(robot.retired_at),
    aside: robot.status === 'maintenance', failed: robot.status === 'failed' || robot.beat?.reported === 'error',
  };
  const begin = Math.max(from, Date.parse(robot.registered_at));
  const stretches = [];
  let end = to;
  const add = at => {
    if (at < end) stretches.unshift({ from: at, to: end, status: statusOf(state) });
    end = Math.min(end, at);
  };
  for (const event of events) {
    const before = BEFORE[event.kind];
    if (!before) continue;
    // Where clocks disagree, an event happened no later than the one after it.
    add(Math.max(begin, Math.min(end, Date.parse(event.occurred_at))));
    state = { ...state, ...before };
  }
  add(begin);
  return events.filter(event => event.kind === 'history_corrected').reduce(corrected, stretches);
}

/** Late beats say that it was alive all the same. */
function corrected(stretches, { details }) {
  const from = Date.parse(details.from), to = Date.parse(details.to);
  return stretches.flatMap(stretch => {
    const first = Math.max(from, stretch.from), last = Math.min(to, stretch.to);
    if (stretch.status !== 'offline' || first >= last) return [stretch];
    return [{ ...stretch, to: first }, { from: first, to: last, status: 'online' }, { ...stretch, from: last }].filter(part => part.from < part.to);
  });
}

export const statusAt = (stretches, at) => stretches.find(stretch => stretch.from <= at && at < stretch.to)?.status
  ?? (stretches.length && at >= stretches.at(-1).to ? stretches.at(-1).status : null);
