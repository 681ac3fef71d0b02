// When to try again.

const BASE_MS = 500;
const LONGEST_MS = 30_000;

/** Full jitter: dashboards that were cut off together do not come back together. */
export function delayAfter(failures, random = Math.random) {
  return random() * Math.min(LONGEST_MS, BASE_MS * 2 ** Math.max(0, failures - 1));
}
