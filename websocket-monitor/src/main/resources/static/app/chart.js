// A reading over time: the mean as a line, least and greatest as a band. It is drawn in its own measures and stretched.
import { h, Still } from '/app/dom.js';

const WIDTH = 1000, HEIGHT = 100;

/** Readings that lie within one stretch, without a step left out, as parts of a line. */
function runs(points, step) {
  const parts = [];
  let last = null;
  for (const point of points) {
    if (last === null || point.at - last > step * 1.5) parts.push([]);
    parts.at(-1).push(point);
    last = point.at;
  }
  return parts;
}

export class Chart extends Still {
  /** @param {{points: {at, min, mean, max}[], from, to, step, low, high}} props times in milliseconds */
  render({ points, from, to, step, low, high, label }) {
    const x = at => Math.max(0, Math.min(WIDTH, ((at + step / 2 - from) / (to - from)) * WIDTH)).toFixed(1);
    const y = value => (HEIGHT - ((Math.max(low, Math.min(high, value)) - low) / (high - low)) * HEIGHT).toFixed(1);
    const line = (some, of) => some.map(point => `${x(point.at)} ${y(of(point))}`).join('L');
    const parts = runs(points, step);
    return h('svg', { class: 'chart', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
      h('path', { class: 'rule', d: `M0 ${HEIGHT / 2}H${WIDTH}` }),
      h('path', { class: 'band', d: parts.map(some => `M${line(some, p => p.max)}L${line([...some].reverse(), p => p.min)}Z`).join('') }),
      h('path', { class: 'mean', d: parts.map(some => `M${some.length === 1 ? `${line(some, p => p.mean)}h4` : line(some, p => p.mean)}`).join('') }));
  }
}
