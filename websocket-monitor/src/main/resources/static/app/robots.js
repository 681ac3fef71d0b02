// What is reckoned of robots once, so that it need not be again and again.

export const STATUSES = ['failed', 'offline', 'maintenance', 'discovered', 'online'];

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
export const byText = collator.compare;

/** Adds to a robot what filters and orders need of it. */
export function prepared(robot, known) {
  robot.heardAt = robot.beat ? Date.parse(robot.beat.received_at) : null;
  robot.rank = known?.rank ?? Infinity;
  robot.haystack = known && known.version === robot.version && known.haystack ? known.haystack : haystack(robot);
  return robot;
}

function haystack({ id, name, site, address, tags, maintenance }) {
  return [id, name, site, address, ...(tags ?? []), maintenance?.reason].filter(Boolean).join('\n').toLowerCase();
}

/** Sorting what is nearly sorted is cheap: robots that kept their rank stay where they are. */
export function rank(robots) {
  const order = [...robots].sort((a, b) => a.rank - b.rank || 0);
  order.sort((a, b) => byText(a.name ?? a.id, b.name ?? b.id) || (a.id < b.id ? -1 : 1));
  order.forEach((robot, index) => { robot.rank = index; });
}

/** @returns counts by value of each filter; names of sites and tags in order */
export function tally(robots) {
  const status = new Map(STATUSES.map(name => [name, 0]));
  const facets = { status, cause: new Map(), type: new Map(), site: new Map(), teleoperation: new Map(), tag: new Map() };
  let flapping = 0;
  const count = (name, value) => facets[name].set(value, (facets[name].get(value) ?? 0) + 1);
  for (const robot of robots) {
    count('status', robot.status);
    if (robot.offline_cause) count('cause', robot.offline_cause);
    count('type', robot.type ?? 'unknown');
    count('site', robot.site ?? '');
    count('teleoperation', robot.teleoperation_status ?? 'unknown');
    for (const tag of robot.tags ?? []) count('tag', tag);
    if (robot.flapping) flapping++;
  }
  for (const name of ['site', 'tag', 'type']) facets[name] = new Map([...facets[name]].sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : byText(a, b))));
  return { ...facets, flapping };
}
