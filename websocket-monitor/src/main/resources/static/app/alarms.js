// Which events are told aloud, and how: many of one kind at once are one message.
import { keep, readKept } from '/app/kept.js';
import { happened, kindTone } from '/app/happened.js';

/** What many of a kind are called; kinds that are not here stay in the feed. */
const MANY = {
  site_unreachable: n => `${n} sites are unreachable`, site_recovered: n => `${n} sites have recovered`, observer_blind: n => `Nobody listened ${n} times`,
  offline: n => `${n} robots went offline`, failed: n => `${n} robots failed`, identity_conflict: n => `${n} names are used by two robots`,
  ghost_driver: n => `${n} robots are driven by nobody known`, two_sources: n => `${n} robots are commanded by two sources`,
};
const LONG = ['site_unreachable', 'observer_blind', 'ghost_driver', 'two_sources', 'identity_conflict'];
const QUIET = ['site_recovered'];

/** Losses that belong to an incident, or were foreseen, are no alarms of their own. */
function isAlarm({ kind, details }) {
  if (!(kind in MANY) || details?.announced === false) return false;
  return kind !== 'offline' || details?.cause === 'single_loss';
}

export class Alarms {
  sound = readKept('sound', 'off') === 'on';
  #audio = null;

  constructor(toasts, nameOf) {
    this.toasts = toasts;
    this.nameOf = nameOf;
  }

  hear(events) {
    const byKind = Map.groupBy(events.filter(isAlarm), event => event.kind);
    for (const [kind, some] of byKind) {
      const [event] = some;
      const robot = some.length === 1 && event.subject_kind === 'robot' ? event.subject : null;
      const text = some.length > 1 ? MANY[kind](some.length) : `${this.#subject(event)}: ${happened(event)}`;
      this.toasts.add({ tone: kindTone(kind), text, robot, kind, isLong: LONG.includes(kind) });
    }
    if ([...byKind.keys()].some(kind => !QUIET.includes(kind))) this.#beep();
  }

  #subject({ subject_kind: kind, subject }) {
    return kind === 'robot' ? this.nameOf(subject) : kind === 'site' ? `Site ${subject}` : 'All sites';
  }

  /** Browsers let a page sound only after somebody pressed something: that is the switch itself. */
  toggle() {
    this.sound = !this.sound;
    keep('sound', this.sound ? 'on' : 'off');
    if (this.sound) this.#beep();
  }

  #beep() {
    if (!this.sound || !window.AudioContext) return;
    this.#audio ??= new AudioContext();
    const { currentTime: at, destination } = this.#audio;
    const tone = this.#audio.createOscillator(), volume = this.#audio.createGain();
    tone.frequency.setValueAtTime(660, at);
    tone.frequency.setValueAtTime(880, at + 0.12);
    volume.gain.setValueAtTime(0.12, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.4);
    tone.connect(volume).connect(destination);
    tone.start(at);
    tone.stop(at + 0.4);
  }
}
