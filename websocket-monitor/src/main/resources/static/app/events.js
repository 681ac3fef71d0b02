// What happened in the fleet lately, in the order of the log, without repeats.
import { ask, query } from '/app/api.js';

const KEPT = 600;
/** So many events from before this page was opened are shown. */
const EARLIER = 200;
/** Where events are not pushed, they are asked for this often. */
const POLL_MS = 2500;
/** Pages that are read to close a gap; more than that is left out, and said. */
const GAP_PAGES = 5;

export class EventLog {
  /** The newest first. */
  list = [];
  cursor = null;
  fault = null;
  /** Times in which events were left out. */
  leftOut = 0;
  #ids = new Set();
  #pushed = false;
  #timer = null;

  /** @param {{onChange: Function, onNews: Function}} watcher `onNews` gets events that happened while somebody watched */
  constructor(watcher) {
    this.watcher = watcher;
  }

  /** A connection, or polling, began: does it tell of events by itself? */
  subscribed(cursor) {
    this.#pushed = cursor != null;
    if (cursor != null) this.cursor ??= cursor;
    if (this.list.length === 0) this.#readEarlier();
    clearTimeout(this.#timer);
    if (!this.#pushed) this.#poll();
  }

  /** Events that were pushed, in order. */
  pushed({ events, cursor }) {
    this.#pushed = true;
    clearTimeout(this.#timer);
    this.#take(events, true);
    this.cursor = cursor ?? (events.length ? String(events.at(-1).id) : this.cursor);
  }

  /** Nothing happened up to here that was not pushed. */
  reached(cursor) {
    if (cursor != null && this.#pushed) this.cursor = cursor;
  }

  async gap({ from_cursor: from, to_cursor: to }) {
    let cursor = from, pages = 0;
    try {
      while (pages++ < GAP_PAGES && Number(cursor) < Number(to)) {
        const page = await ask(`/api/v2/events${query({ since: cursor, limit: 1000 })}`);
        this.#take(page.events, false);
        cursor = page.next_cursor;
        if (page.events.length === 0) break;
      }
    } catch (fault) {
      this.fault = fault.message;
    }
    if (Number(cursor) < Number(to)) this.leftOut++;
    this.watcher.onChange();
  }

  #take(events, isNews) {
    const fresh = events.filter(event => !this.#ids.has(event.id));
    if (fresh.length === 0) return;
    fresh.forEach(event => this.#ids.add(event.id));
    this.list = [...fresh, ...this.list].sort((a, b) => b.id - a.id).slice(0, KEPT);
    if (this.#ids.size > 4 * KEPT) this.#ids = new Set(this.list.map(event => event.id));
    if (isNews) this.watcher.onNews(fresh);
    this.watcher.onChange();
  }

  /** Cursors are numbers of events: a little before now is a number a little smaller. */
  async #readEarlier() {
    try {
      const { next_cursor: latest } = await ask('/api/v2/events?since=latest&limit=1');
      this.cursor ??= latest;
      const since = Math.max(0, Number(latest) - EARLIER);
      this.#take((await ask(`/api/v2/events?since=${since}&limit=${EARLIER}`)).events, false);
      this.fault = null;
    } catch (fault) {
      this.fault = fault.message;
    }
    this.watcher.onChange();
  }

  async #poll() {
    try {
      if (this.cursor != null) {
        const page = await ask(`/api/v2/events${query({ since: this.cursor, limit: 1000 })}`);
        if (this.#pushed) return;
        this.#take(page.events, true);
        this.cursor = page.next_cursor ?? this.cursor;
        this.fault = null;
      }
    } catch (fault) {
      if (fault.status === 410) {
        this.leftOut++;
        this.cursor = fault.body.oldest_cursor ?? null;
      }
      this.fault = fault.message;
      this.watcher.onChange();
    }
    clearTimeout(this.#timer);
    if (!this.#pushed) this.#timer = setTimeout(() => this.#poll(), POLL_MS);
  }
}
