// The fleet as far as this page knows it.

export const STATUSES = ['failed', 'offline', 'maintenance', 'discovered', 'online'];

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

  /** Takes a frame; says whether it is one that this page knows. */
  take(frame) {
    switch (frame.op) {
      case 'snapshot': this.#snapshot(frame); return true;
      case 'delta': this.#delta(frame); return true;
      case 'gap': this.#gap(frame); return true;
      case 'situation': this.situation = frame; return true;
      case 'ping': this.#source(frame.source); return true;
      default: return false;
    }
  }

  #snapshot(frame) {
    if (frame.part === 1) this.#parts = [];
    this.#parts.push(...frame.robots);
    this.#source(frame.source);
    if (frame.part < frame.parts) return;
    this.robots = new Map(this.#parts.map(robot => [robot.id, prepared(robot)]));
    this.#parts = [];
    this.loaded = true;
    this.#changed(true);
  }

  #delta(frame) {
    let reshaped = false;
    for (const id of frame.removed ?? []) reshaped = this.robots.delete(id) || reshaped;
    for (const part of frame.robots) {
      const known = this.robots.get(part.id);
      reshaped = reshaped || !known || 'version' in part;
      this.robots.set(part.id, prepared({ ...known, ...part }));
    }
    this.#changed(reshaped);
  }

  #gap(frame) {
    if (frame.to) this.gaps.delete(frame.reason);
    else this.gaps.set(frame.reason, frame.from ?? null);
  }

  #source(source) {
    this.source = source;
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

  counts() {
    const counts = Object.fromEntries(STATUSES.map(status => [status, 0]));
    for (const robot of this.robots.values()) counts[robot.status] = (counts[robot.status] ?? 0) + 1;
    return counts;
  }

  flapping() {
    let flapping = 0;
    for (const robot of this.robots.values()) if (robot.flapping) flapping++;
    return flapping;
  }

  /** How many robots are offline for which cause. */
  causes() {
    const causes = new Map();
    for (const { offline_cause: cause } of this.robots.values()) if (cause) causes.set(cause, (causes.get(cause) ?? 0) + 1);
    return causes;
  }

  sites() {
    const sites = new Set();
    for (const robot of this.robots.values()) sites.add(robot.site ?? '');
    return [...sites].sort(byText);
  }

  types() {
    return [...new Set([...this.robots.values()].map(robot => robot.type))].sort(byText);
  }
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
export const byText = collator.compare;

/** What is needed of a robot again and again, reckoned once. */
function prepared(robot) {
  robot.heardAt = robot.beat ? Date.parse(robot.beat.received_at) : null;
  robot.haystack = `${robot.id}\n${robot.name}\n${robot.site ?? ''}\n${robot.address ?? ''}\n${robot.tags?.join('\n') ?? ''}\n${robot.maintenance?.reason ?? ''}`
    .toLowerCase();
  return robot;
}
