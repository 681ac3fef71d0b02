// The WebSocket: connects, comes back after a break, and hands on what arrives. While it cannot be had the fleet is polled.
import { delayAfter } from '/app/backoff.js';
import { steady } from '/app/clock.js';
import { Polling } from '/app/polling.js';

/** The server pings every 5 s: after this much silence the connection is dead, whatever the browser says. */
const LONGEST_SILENCE_MS = 12_000;
const FAILURES_BEFORE_POLLING = 3;

export class Connection {
  #failures = 0;
  #socket = null;
  #heard = false;
  #lastHeard = 0;
  #timer = null;
  #polling;

  /** @param {{onOpen: Function, onFrame: Function, onLost: Function, cursor: Function}} watcher */
  constructor(url, watcher) {
    this.url = url;
    this.watcher = watcher;
    this.#polling = new Polling(watcher);
    window.addEventListener('online', () => this.wake());
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.wake(); });
    document.addEventListener('resume', () => this.wake());
    setInterval(() => this.#checkSilence(), 1000);
  }

  open() {
    clearTimeout(this.#timer);
    this.#timer = null;
    const socket = new WebSocket(this.url);
    this.#socket = socket;
    this.#heard = false;
    this.#lastHeard = steady();
    socket.onopen = () => {
      const since = this.watcher.cursor();
      socket.send(JSON.stringify({ op: 'subscribe', max_rate_ms: 250, events: true, ...(since && { since }) }));
    };
    socket.onmessage = event => this.#take(socket, JSON.parse(event.data));
    // Only `close` is certain to come, also when the connection was never made.
    socket.onclose = () => { if (socket === this.#socket) this.#lost(); };
  }

  #take(socket, frame) {
    if (socket !== this.#socket) return;
    this.#lastHeard = steady();
    if (!this.#heard) {
      this.#heard = true;
      this.#failures = 0;
      this.#polling.stop();
      this.watcher.onOpen('socket');
    }
    this.watcher.onFrame(frame);
  }

  #lost() {
    this.#socket = null;
    const delay = delayAfter(++this.#failures);
    this.#timer = setTimeout(() => this.open(), delay);
    if (this.#failures >= FAILURES_BEFORE_POLLING) this.#polling.start();
    if (!this.#polling.succeeds) this.watcher.onLost(steady() + delay);
  }

  #checkSilence() {
    if (this.#socket && steady() - this.#lastHeard > LONGEST_SILENCE_MS) {
      this.#abandon();
      this.#lost();
    }
  }

  #abandon() {
    const socket = this.#socket;
    socket.onclose = socket.onmessage = socket.onopen = null;
    socket.close();
  }

  /** Somebody looks, the network is back, or the machine woke up: wait neither for a delay nor for an attempt of before. */
  wake() {
    this.#checkSilence();
    const isStuck = this.#socket?.readyState === WebSocket.CONNECTING;
    if (isStuck) this.#abandon();
    if (isStuck || this.#timer !== null) this.open();
  }
}
