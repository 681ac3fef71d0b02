// The fleet as it was: read page by page, shown as a whole.
import { ask, query } from '/app/api.js';
import { Fleet } from '/app/fleet.js';

/** Who drags a slider asks for the last place only. */
const SETTLED_MS = 180;

export class Past {
  at = null;
  fleet = new Fleet();
  fault = null;
  isReading = false;
  #asked = null;
  #timer = null;

  constructor(onChange) {
    this.onChange = onChange;
  }

  /** @param {?string} at the instant; null for none */
  show(at) {
    if (at === this.at) return;
    this.at = at;
    clearTimeout(this.#timer);
    this.#asked?.abort();
    this.isReading = at !== null;
    this.fault = null;
    if (at === null) this.fleet = new Fleet();
    else this.#timer = setTimeout(() => this.#read(at), this.fleet.loaded ? SETTLED_MS : 0);
  }

  async #read(at) {
    const asked = new AbortController();
    this.#asked = asked;
    try {
      const robots = [];
      let cursor = null;
      do {
        const page = await ask(`/api/v2/fleet${query({ at, limit: 1000, cursor })}`, { signal: asked.signal });
        robots.push(...page.robots);
        cursor = page.next_cursor;
      } while (cursor);
      this.fleet.replace(robots);
    } catch (fault) {
      if (asked.signal.aborted) return;
      this.fleet.replace([]);
      this.fault = fault.kind === 'time-too-old' && fault.body.kept_since
        ? `That far back nothing is kept. The log begins on ${new Date(fault.body.kept_since).toLocaleString('en-GB')}.` : fault.message;
    }
    this.isReading = false;
    this.onChange();
  }
}
