// Stretches of time to look at, and the marks of their axis.

const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

export const RANGES = { '1h': HOUR, '6h': 6 * HOUR, '24h': DAY, '7d': 7 * DAY, '30d': 30 * DAY };
export const RANGE_LABELS = { '1h': '1 hour', '6h': '6 hours', '24h': '24 hours', '7d': '7 days', '30d': '30 days' };
const DEFAULT = '6h';
const MARKS = [5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 5 * DAY];
const MOST_MARKS = 7;
/** A narrow screen has room for fewer. */
const MOST_MARKS_NARROW = 5;

/** The range asked for; at least one that reaches the time asked for. */
export function rangeOf({ range, t }, now) {
  if (range in RANGES) return range;
  const back = t ? now - Date.parse(t) : 0;
  return Object.keys(RANGES).find(name => RANGES[name] >= back && RANGES[name] >= RANGES[DEFAULT]) ?? '30d';
}

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** Where marks stand, from 0 to 1, and what is written there. */
export function marksOf(from, to) {
  const step = MARKS.find(length => (to - from) / length <= (innerWidth < 720 ? MOST_MARKS_NARROW : MOST_MARKS)) ?? MARKS.at(-1);
  const zone = new Date(to).getTimezoneOffset() * MINUTE;
  const marks = [];
  for (let at = Math.ceil((from - zone) / step) * step + zone; at < to; at += step) {
    marks.push({ at, place: (at - from) / (to - from), label: step >= DAY ? day.format(at) : clock.format(at) });
  }
  return marks;
}
