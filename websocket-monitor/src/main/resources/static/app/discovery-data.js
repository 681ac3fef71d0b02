// What the page of discovery shows: follows one scan while it runs, and knows what was found.
import { ask, query } from '/app/api.js';
import { delayAfter } from '/app/backoff.js';

const BASE = '/api/v2/discovery';
const WAIT_S = 20;
/** Between two looks at a scan, when it changes all the time. */
const PACE_MS = 300;
/** While something is being adopted, and while no scan is followed. */
const RELOAD_MS = 3_000;
const PAGE = 200;
/** Pages of robots that are read; who has more than that looks at the robots themselves. */
const PAGES = 10;

const pathOf = (address, doing) => `${BASE}/robots/${encodeURIComponent(address)}/${doing}`;
export const isOver = scan => scan.state === 'finished' || scan.state === 'cancelled';

export class DiscoveryData {
  networks = null;
  scans = null;
  robots = null;
  scan = null;
  results = [];
  /** Whether there are more results than were read. */
  hasMore = false;
  outcome = null;
  faults = {};
  #stopped = new AbortController();
  #followed = new AbortController();
  #cursor = null;
  #timer = null;
  #reading = false;

  constructor(onChange) {
    this.onChange = onChange;
    this.#timer = setInterval(() => this.#reload(), RELOAD_MS);
    this.#read('networks', async signal => ({ networks: await ask(`${BASE}/networks`, { signal }) }));
    this.#reload();
  }

  stop() {
    clearInterval(this.#timer);
    this.#stopped.abort();
    this.#followed.abort();
  }

  async #read(name, reading, signal = this.#stopped.signal) {
    try {
      const value = await reading(signal);
      if (signal.aborted) return false;
      Object.assign(this, value);
      delete this.faults[name];
    } catch (fault) {
      if (signal.aborted) return false;
      this.faults[name] = fault;
    }
    this.onChange();
    return !this.faults[name];
  }

  async #reload() {
    if (this.#reading || document.hidden) return;
    this.#reading = true;
    if (!this.networks) await this.#read('networks', async signal => ({ networks: await ask(`${BASE}/networks`, { signal }) }));
    await this.#read('scans', async signal => ({ scans: (await ask(`${BASE}/scans${query({ limit: 20 })}`, { signal })).scans }));
    await this.#read('robots', async signal => ({ robots: await readRobots(signal) }));
    this.#reading = false;
  }

  /** Follows a scan, until another one or none is asked for. */
  follow(id, outcome) {
    this.#followed.abort();
    this.#followed = new AbortController();
    if (String(this.scan?.id) !== String(id)) this.scan = null;
    Object.assign(this, { results: [], hasMore: false, outcome });
    this.#cursor = null;
    delete this.faults.scan;
    delete this.faults.results;
    if (id) this.#run(id, this.#followed.signal);
  }

  async #run(id, signal) {
    let failures = 0, since = null;
    while (!signal.aborted) {
      const path = `${BASE}/scans/${encodeURIComponent(id)}${query({ since, wait_s: since === null ? null : WAIT_S })}`;
      const isRead = await this.#read('scan', async () => ({ scan: await ask(path, { signal, patience: (WAIT_S + 10) * 1000 }) }), signal);
      if (signal.aborted) return;
      if (isRead) {
        failures = 0;
        since = this.scan.version;
        if (!this.hasMore) await this.more(signal);
        if (isOver(this.scan)) {
          this.#reload();
          return;
        }
      } else if (this.faults.scan.status === 404 || this.faults.scan.status === 400) {
        return;
      }
      const delay = isRead ? PACE_MS : Math.max(delayAfter(++failures), (this.faults.scan.retryAfter ?? 0) * 1000);
      await new Promise(resolve => { setTimeout(resolve, delay); });
    }
  }

  /** Reads the next results; while the scan runs there may be none yet. */
  async more(signal = this.#followed.signal) {
    const { scan, outcome } = this;
    if (!scan) return;
    await this.#read('results', async () => {
      const page = await ask(`${BASE}/scans/${scan.id}/results${query({ outcome, limit: PAGE, cursor: this.#cursor })}`, { signal });
      this.#cursor = page.cursor;
      return { results: [...this.results, ...page.results], hasMore: page.more };
    }, signal);
  }

  /** @returns {Promise<object>} the scan that was begun */
  async begin(body) {
    const scan = await ask(`${BASE}/scans`, { method: 'POST', body });
    this.#reload();
    return scan;
  }

  async cancel(id) {
    await ask(`${BASE}/scans/${id}`, { method: 'DELETE' });
    await this.#reload();
  }

  async decide(address, doing) {
    await ask(pathOf(address, doing === 'unignore' ? 'ignore' : doing), { method: doing === 'unignore' ? 'DELETE' : 'POST' });
    await this.#read('robots', async signal => ({ robots: await readRobots(signal) }));
  }
}

async function readRobots(signal) {
  const robots = [];
  let cursor = null;
  for (let page = 0; page < PAGES; page++) {
    const answer = await ask(`${BASE}/robots${query({ limit: PAGE, cursor })}`, { signal });
    robots.push(...answer.robots);
    cursor = answer.next_cursor;
    if (!cursor) break;
  }
  return robots;
}
