// A robot's time on one axis: how it was, what happened, and its readings. One mark goes through all of them.
import { h, Component } from '/app/dom.js';
import { Chart } from '/app/chart.js';
import { LABELS, exactSeconds } from '/app/format.js';
import { happened, kindTone } from '/app/happened.js';
import { statusAt } from '/app/life.js';
import { marksOf } from '/app/ranges.js';
import { readingAt } from '/app/readings-then.js';

export const statusText = status => LABELS[status] ?? (status === 'retired' ? 'Retired' : 'Not known');

export class Timeline extends Component {
  #at(event) {
    const { from, to } = this.props;
    const box = this.plots.getBoundingClientRect();
    return from + Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * (to - from);
  }

  #onPointerDown = event => {
    if (event.button > 0) return;
    this.plots.setPointerCapture(event.pointerId);
    this.props.scrub(this.#at(event));
  };

  #onPointerMove = event => { if (event.buttons === 1) this.props.scrub(this.#at(event)); };

  render({ life, events, series, step, from, to, at, now, scrub }) {
    const place = time => `${(((time - from) / (to - from)) * 100).toFixed(3)}%`;
    const mark = at ?? to;
    return h('div', { class: 'timeline', 'data-testid': 'timeline' },
      h('div', { class: 'lane lane-life' }, h('span', { class: 'lane-label' }, h('b', null, 'Status'), h('span', null, statusText(statusAt(life, mark)))),
        h('div', { class: 'plot', role: 'img', 'aria-label': `Status over time, ${life.length} stretches` },
          life.map(stretch => h('i', { key: stretch.from, class: `stretch status-${stretch.status}`, title: statusText(stretch.status), style: { left: place(stretch.from), width: place(from + stretch.to - stretch.from) } })),
          events.map(event => [event, Date.parse(event.occurred_at)]).filter(([, time]) => time >= from && time <= to).slice(0, 400).map(([event, time]) =>
            h('i', { key: event.id, class: `tick status-${kindTone(event.kind)}`, title: `${exactSeconds(time, now)} ${happened(event)}`, style: { left: place(time) } })))),
      series.map(reading => {
        const { name, label, points, text } = reading;
        const then = at === null ? points.at(-1) : readingAt(points, at, step);
        return h('div', { key: name, class: 'lane', 'data-testid': `lane-${name}` },
          h('span', { class: 'lane-label' }, h('b', null, label), h('span', null, then ? text(then.mean) : '–')),
          h('div', { class: `plot plot-${name}` }, h(Chart, { points, from, to, step, low: reading.low, high: reading.high, label: `${label}, from ${text(Math.min(...points.map(p => p.min)))} to ${text(Math.max(...points.map(p => p.max)))}` })),
          h('span', { class: 'scale', 'aria-hidden': 'true' }, h('span', null, text(reading.high)), h('span', null, text(reading.low))));
      }),
      h('div', { class: 'lane lane-axis', 'aria-hidden': 'true' }, h('span', { class: 'lane-label' }),
        h('div', { class: 'plot' }, marksOf(from, to).map(({ place: share, label }) => h('span', { key: share, class: 'mark', style: { left: `${(share * 100).toFixed(2)}%` } }, label)))),
      h('div', { class: 'plots', ref: element => { this.plots = element; }, onPointerDown: this.#onPointerDown, onPointerMove: this.#onPointerMove },
        h('i', { class: `cursor ${at === null ? 'at-now' : ''}`, style: { left: place(mark) } })),
      h('input', { type: 'range', class: 'slider', 'aria-label': 'Time to look at', 'data-testid': 'scrub', min: from, max: to, step: Math.max(1000, Math.round((to - from) / 720)), value: mark,
        'aria-valuetext': `${exactSeconds(mark, now)}: ${statusText(statusAt(life, mark))}`, onInput: event => scrub(Number(event.target.value)) }));
  }
}
