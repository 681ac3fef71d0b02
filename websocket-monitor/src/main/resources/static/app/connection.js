// The WebSocket: connects, comes back after a break, and hands on what arrives.

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;
/** The server pings every 5 s: after this much silence the connection is dead, whatever the browser says. */
const LONGEST_SILENCE_MS = 12_000;

export class Connection {
  #attempt = 0;
  #socket = null;
  #lastHeard = 0;
  #timer = null;

  /** @param {{onOpen: Function, onFrame: Function, onLost: Function}} watcher */
  constructor(url, watcher) {
    this.url = url;
    this.watcher = watcher;
    window.addEventListener('online', () => this.#hurry());
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.#hurry(); });
    setInterval(() => this.#checkSilence(), 1000);
  }

  open() {
    clearTimeout(this.#timer);
    this.#timer = null;
    const socket = new WebSocket(this.url);
    this.#socket = socket;
    this.#lastHeard = performance.now();
    socket.onopen = () => {
      socket.send(JSON.stringify({ op: 'subscribe', max_rate_ms: 250 }));
      this.watcher.onOpen();
    };
    socket.onmessage = event => {
      if (socket !== this.#socket) return;
      this.#attempt = 0;
      this.#lastHeard = performance.now();
      this.watcher.onFrame(JSON.parse(event.data));
    };
    // Only `close` is certain to come, also when the connection was never made.
    socket.onclose = () => { if (socket === this.#socket) this.#lost(); };
  }

  #lost() {
    this.#socket = null;
    const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.#attempt++);
    // Full jitter: dashboards that were cut off together do not come back together.
    const delay = Math.random() * longest;
    this.watcher.onLost(Date.now() + delay);
    this.#timer = setTimeout(() => this.open(), delay);
  }

  #checkSilence() {
    const socket = this.#socket;
    if (socket && performance.now() - this.#lastHeard > LONGEST_SILENCE_MS) {
      socket.onclose = socket.onmessage = null;
      socket.close();
      this.#lost();
    }
  }

  /** Somebody looks, or the network is back: do not wait for the rest of the delay. */
  #hurry() {
    if (this.#timer !== null) this.open();
  }
}
