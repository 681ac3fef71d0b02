// Reads what is known of one robot's past, and reads it again as time goes on.
import { ask, query, robotPath } from '/app/api.js';
import { RANGES } from '/app/ranges.js';

/** A range is read anew when it has moved on by so much of itself, but not more often than this. */
const RENEWED_AFTER = 1 / 240;
const LEAST_RENEWAL_MS = 15_000;
const RETRY_MS = 5_000;
/** Pages of events that are read of a range; more are left out, and said. */
const PAGES = 3;

export class RobotData {
  events = null;
  /** Whether all events of the range were read. */
  isWhole = true;
  samples = null;
  uptime = null;
  robot = null;
  from = null;
  to = null;
  faults = {};
  #asked = null;
  #timer = null;

  constructor(id, onChange) {
    this.id = id;
    this.onChange = onChange;
  }

  /** @param {number} to the end of the range, by the server's clock */
  read(range, to) {
    this.stop();
    const asked = new AbortController();
    this.#asked = asked;
    const { signal } = asked;
    const from = to - RANGES[range];
    const time = ms => new Date(ms).toISOString();
    const within = query({ from: time(from), to: time(to) });
    const part = async (name, reading) => {
      try {
        const value = await reading();
        if (signal.aborted) return;
        Object.assign(this, value);
        delete this.faults[name];
      } catch (fault) {
        if (signal.aborted) return;
        this.faults[name] = fault;
      }
      this.onChange();
    };
    const parts = [
      part('robot', async () => ({ robot: await ask(robotPath(this.id), { signal }) })),
      part('events', async () => ({ ...await this.#events(time(from), signal), from, to })),
      part('samples', async () => ({ samples: await ask(robotPath(this.id, `/samples${within}`), { signal }) })),
      part('uptime', async () => ({ uptime: await ask(robotPath(this.id, `/uptime${within}`), { signal }) })),
    ];
    Promise.all(parts).then(() => {
      if (signal.aborted) return;
      const isUnknown = this.faults.robot?.status === 404;
      const failed = Object.values(this.faults).some(fault => !fault.status || fault.status >= 500);
      const wait = failed ? RETRY_MS : Math.max(LEAST_RENEWAL_MS, RANGES[range] * RENEWED_AFTER);
      if (!isUnknown) this.#timer = setTimeout(() => this.read(range, to + wait), wait);
    });
  }

  async #events(from, signal) {
    const events = [];
    let cursor = null;
    for (let pages = 0; pages < PAGES; pages++) {
      const page = await ask(robotPath(this.id, `/events${query({ from, order: 'newest', limit: 1000, cursor })}`), { signal });
      events.push(...page.events);
      cursor = page.next_cursor;
      if (!cursor) return { events, isWhole: true };
    }
    return { events, isWhole: false };
  }

  stop() {
    this.#asked?.abort();
    clearTimeout(this.#timer);
  }
}
