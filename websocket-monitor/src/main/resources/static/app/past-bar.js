// Marks the past plainly, and moves in it.
import { h, Component } from '/app/dom.js';
import { age, exactSeconds } from '/app/format.js';
import { Icon } from '/app/icons.js';

const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
const REACHES = { '1 h': HOUR, '6 h': 6 * HOUR, '24 h': DAY, '7 d': 7 * DAY, '30 d': 30 * DAY };
const STEPS = [['−1 h', -HOUR], ['−1 min', -MINUTE], ['+1 min', MINUTE], ['+1 h', HOUR]];

/** What an input of the kind `datetime-local` takes: the time on the clock here. */
export function localInput(ms) {
  const date = new Date(ms);
  return new Date(ms - date.getTimezoneOffset() * MINUTE).toISOString().slice(0, 19);
}

/** Times in the address are to the second. */
export const instant = ms => new Date(Math.floor(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z');

export class PastBar extends Component {
  /** The slider's right end stays where it was, or a time would move by itself. */
  state = { end: Math.floor((this.props.now ?? Date.now()) / 1000) * 1000, reach: this.#fitting() };

  #fitting() {
    const back = (this.props.now ?? Date.now()) - Date.parse(this.props.at);
    return Object.keys(REACHES).find(name => REACHES[name] >= back && REACHES[name] >= 6 * HOUR) ?? '30 d';
  }

  #go = ms => {
    const { now, actions } = this.props;
    const latest = now ?? Date.now();
    if (ms > this.state.end) this.setState({ end: latest });
    actions.show({ at: instant(Math.min(ms, latest)) });
  };

  render({ at, now, past, actions }, { end, reach }) {
    const ms = Date.parse(at), from = end - REACHES[reach];
    return h('section', { class: 'past', 'aria-label': 'The past', 'data-testid': 'past-bar' },
      h('div', { class: 'past-what' }, h(Icon, { name: 'past' }),
        h('p', { role: 'status' }, h('b', null, 'You are looking at the past: '), h('time', { dateTime: at, 'data-testid': 'past-at' }, exactSeconds(ms, now ?? undefined)),
          h('span', { class: 'past-ago' }, now !== null && `, ${age(now - ms)} ago`, past.isReading && ' · reading…')),
        h('button', { type: 'button', class: 'button primary', 'data-testid': 'back-to-now', onClick: actions.togglePast }, 'Back to now')),
      past.fault && h('p', { class: 'fault', role: 'alert' }, past.fault),
      h('div', { class: 'past-move' },
        h('div', { class: 'steps' }, STEPS.slice(0, 2).map(([label, by]) => h('button', { key: label, type: 'button', class: 'button', onClick: () => this.#go(ms + by) }, label))),
        h('input', { type: 'range', class: 'slider', 'aria-label': 'Time', 'data-testid': 'past-slider', min: from, max: end, step: 1000, value: Math.max(from, Math.min(end, ms)),
          'aria-valuetext': exactSeconds(ms, now ?? undefined), onInput: event => this.#go(Number(event.target.value)) }),
        h('div', { class: 'steps' }, STEPS.slice(2).map(([label, by]) => h('button', { key: label, type: 'button', class: 'button', onClick: () => this.#go(ms + by) }, label))),
        h('label', { class: 'choice' }, h('span', null, 'Within'), h('select', { value: reach, 'aria-label': 'How far back the slider reaches', onChange: event => this.setState({ reach: event.target.value }) },
          Object.keys(REACHES).map(name => h('option', { key: name, value: name }, `last ${name}`)))),
        h('input', { type: 'datetime-local', step: 1, 'aria-label': 'Date and time', 'data-testid': 'past-input', max: localInput(now ?? Date.now()), value: localInput(ms),
          onChange: event => { if (event.target.value) this.#go(new Date(event.target.value).getTime()); } })));
  }
}
