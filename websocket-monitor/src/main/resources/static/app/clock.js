// The server's time. Ages are reckoned by it, never by the browser's clock, which may be off by hours.

/** How many of the newest times decide. */
const KEPT = 24;
/** The browser's clock running so far ahead of the one that only counts tells that the machine slept. */
const SLEPT_MS = 2000;

let slept = 0;
let lead = Date.now() - performance.now();

/** Milliseconds that only grow, those included in which the machine slept. */
export const steady = () => performance.now() + slept;

/** Called again and again: whether the machine slept since the last call. */
export function noticeSleep() {
  const now = Date.now() - performance.now();
  const jump = now - lead;
  lead = now;
  if (jump > SLEPT_MS) slept += jump;
  return jump > SLEPT_MS;
}

export class ServerClock {
  #offsets = [];
  #offset = null;

  constructor(monotonic = steady) {
    this.monotonic = monotonic;
  }

  /** A time of the server arrived just now. The one that took the shortest way is the nearest to the truth. */
  heard(asOf) {
    const time = Date.parse(asOf);
    if (Number.isNaN(time)) return;
    this.#offsets.push(time - this.monotonic());
    if (this.#offsets.length > KEPT) this.#offsets.shift();
    this.#offset = Math.max(...this.#offsets);
  }

  /** After a break nothing is known of what the machine did meanwhile. */
  reset() {
    this.#offsets = [];
  }

  /** Milliseconds since 1970 by the server's clock; null until it was heard. */
  now() {
    return this.#offset === null ? null : this.monotonic() + this.#offset;
  }
}
