// The fleet as far as this page knows it.
import { prepared, rank, tally } from '/app/robots.js';

export { STATUSES, byText } from '/app/robots.js';

const NOTHING = { incidents: [], blind: [] };

export class Fleet {
  robots = new Map();
  /** Rises when anything but a beat changes: robots come, go, or look different to filters. */
  shape = 0;
  /** Rises with every change. */
  version = 0;
  source = null;
  gaps = new Map();
  situation = NOTHING;
  loaded = false;
  #parts = [];
  #facets = null;
  #ranked = -1;

  /** Takes a frame; says whether it is one that this page knows. */
  take(frame) {
    switch (frame.op) {
      case 'snapshot': this.#snapshot(frame); return true;
      case 'delta': this.#delta(frame); return true;
      case 'gap': this.#gap(frame); return true;
      case 'situation': this.situation = { incidents: frame.incidents ?? [], blind: frame.blind ?? [] }; return true;
      case 'ping': this.source = frame.source; return true;
      default: return false;
    }
  }

  #snapshot(frame) {
    if (frame.part === 1) this.#parts = [];
    for (const robot of frame.robots) this.#parts.push(robot);
    this.source = frame.source;
    if (frame.part < frame.parts) return;
    this.replace(this.#parts);
    this.#parts = [];
  }

  /** All robots anew. */
  replace(robots) {
    this.robots = new Map(robots.map(robot => [robot.id, prepared(robot, this.robots.get(robot.id))]));
    this.loaded = true;
    this.#changed(true);
  }

  #delta(frame) {
    let reshaped = false;
    for (const id of frame.removed ?? []) reshaped = this.robots.delete(id) || reshaped;
    for (const part of frame.robots ?? []) {
      const known = this.robots.get(part.id);
      reshaped = reshaped || !known || 'version' in part;
      this.robots.set(part.id, prepared({ ...known, ...part }, known));
    }
    this.#changed(reshaped);
  }

  #gap(frame) {
    if (frame.to) this.gaps.delete(frame.reason);
    else this.gaps.set(frame.reason, frame.from ?? null);
  }

  /** A new connection is told anew which gaps are open, and what befalls whom. */
  forgetGaps() {
    this.gaps.clear();
    this.situation = NOTHING;
  }

  #changed(reshaped) {
    this.version++;
    if (reshaped) this.shape++;
  }

  /** How many robots there are of each status, cause, type, site, tag and so on. */
  get facets() {
    if (this.#facets?.shape !== this.shape) this.#facets = { shape: this.shape, ...tally(this.robots.values()) };
    return this.#facets;
  }

  /** Robots in the order of their names, each with its `rank` in it. */
  ranked() {
    if (this.#ranked !== this.shape) {
      rank(this.robots.values());
      this.#ranked = this.shape;
    }
    return [...this.robots.values()];
  }
}
