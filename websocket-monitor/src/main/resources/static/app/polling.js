// The same as the WebSocket tells, by asking: GET /api/v2/updates, or all robots where there is no such thing.
import { ask, query } from '/app/api.js';
import { delayAfter } from '/app/backoff.js';
import { steady } from '/app/clock.js';

const WAIT_S = 20;
/** Between two questions, when answers come at once. */
const PACE_MS = 1000;
/** Between two readings of all robots. */
const WHOLE_PACE_MS = 5000;
/** Each answer names all of these that are open. */
const GAPS = ['updates_lost', 'state_manager_away'];

export class Polling {
  succeeds = false;
  #stopped = null;
  #next = null;
  #whole = false;

  constructor(watcher) {
    this.watcher = watcher;
  }

  start() {
    if (this.#stopped) return;
    this.#stopped = new AbortController();
    // Events go on where the socket broke off.
    this.#next = this.watcher.cursor();
    this.#run(this.#stopped.signal);
  }

  stop() {
    this.#stopped?.abort();
    this.#stopped = null;
    this.succeeds = false;
  }

  async #run(stopped) {
    let failures = 0;
    while (!stopped.aborted) {
      let delay;
      try {
        const answer = await (this.#whole ? readWhole(stopped) : this.#update(stopped));
        if (stopped.aborted) return;
        failures = 0;
        if (!this.succeeds) this.watcher.onOpen('polling');
        this.succeeds = true;
        this.#deliver(answer);
        delay = this.#whole ? WHOLE_PACE_MS : answer.more ? 0 : PACE_MS;
      } catch (fault) {
        if (stopped.aborted) return;
        if (!this.#whole && fault.status === 404) {
          this.#whole = true;
          continue;
        }
        // The service takes what it gave no more: at least events go on.
        if (fault.status === 400) this.#next = this.#next === this.watcher.cursor() ? null : this.watcher.cursor();
        this.succeeds = false;
        delay = Math.max(delayAfter(++failures), (fault.retryAfter ?? 0) * 1000);
        this.watcher.onLost(steady() + delay);
      }
      await pause(delay, stopped);
    }
  }

  #update(signal) {
    return ask(`/api/v2/updates${query({ since: this.#next, events: true, wait_s: this.#next ? WAIT_S : 0 })}`,
      { signal, patience: (WAIT_S + 10) * 1000 });
  }

  /** Hands an answer on as the frames that the WebSocket would have sent. */
  #deliver({ as_of, source, snapshot, robots, removed, events, event_cursor: cursor, gaps = [], situation, next }) {
    this.#next = next ?? null;
    const tell = frame => this.watcher.onFrame({ as_of, ...frame });
    tell(snapshot ? { op: 'snapshot', part: 1, parts: 1, robots, source, event_cursor: cursor } : { op: 'delta', robots, removed });
    tell({ op: 'ping', source });
    if (situation) tell({ op: 'situation', ...situation });
    for (const reason of GAPS.filter(name => !gaps.some(gap => gap.reason === name))) tell({ op: 'gap', reason, to: as_of });
    for (const gap of gaps) tell({ op: 'gap', ...gap });
    if (events) tell({ op: 'event', events, cursor });
  }
}

async function readWhole(signal) {
  const robots = [];
  let cursor = null, asOf = null;
  do {
    const page = await ask(`/api/v2/robots${query({ limit: 1000, cursor })}`, { signal });
    robots.push(...page.robots);
    asOf ??= page.as_of;
    cursor = page.next_cursor;
  } while (cursor);
  const situation = await ask('/api/v2/incidents', { signal }).catch(() => null);
  return { as_of: asOf, snapshot: true, robots, situation, source: { state_manager: 'up', fresh_as_of: asOf } };
}

function pause(ms, signal) {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}
