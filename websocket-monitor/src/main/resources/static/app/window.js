// Draws only what can be seen of a long list: the page scrolls, and space stands for the rest. One robot of the
// list takes the focus by Tab, the others by the arrows.
import { h, Component } from '/app/dom.js';
import { lineAt, linesOf, offsetsOf } from '/app/lines.js';

/** Pixels beyond the edges of the window that are drawn too. */
const BEYOND_PX = 280;

export class Window extends Component {
  state = { first: 0, last: 30, columns: 1, height: 44, groupHeight: 40 };
  #made = {};
  #pending = false;
  #wanted = null;
  #onMove = () => {
    if (this.#pending) return;
    this.#pending = true;
    requestAnimationFrame(() => { this.#pending = false; this.#measure(); });
  };

  componentDidMount() {
    window.addEventListener('scroll', this.#onMove, { passive: true });
    window.addEventListener('resize', this.#onMove);
    this.#measure();
  }

  componentWillUnmount() {
    window.removeEventListener('scroll', this.#onMove);
    window.removeEventListener('resize', this.#onMove);
  }

  componentDidUpdate() {
    this.#measure();
    if (this.#wanted !== null) this.#focus();
  }

  /** The lines, made anew only when something of theirs changed. */
  #lines({ ids, groups, folded }, { columns, height, groupHeight }) {
    const made = this.#made;
    const fold = folded.join('\n');
    if (made.ids !== ids || made.columns !== columns || made.height !== height || made.fold !== fold || made.groupHeight !== groupHeight) {
      const lines = linesOf(ids, groups, columns, folded);
      this.#made = { ids, columns, height, groupHeight, fold, lines, offsets: offsetsOf(lines, height, groupHeight) };
    }
    return this.#made;
  }

  /** The style sheet says how high a line is, and how many robots stand side by side. */
  #measure() {
    if (!this.element?.isConnected) return;
    const style = getComputedStyle(this.element);
    const measure = name => parseFloat(style.getPropertyValue(name)) || 0;
    const height = measure('--row'), least = measure('--least-width'), gap = measure('--gap'), groupHeight = measure('--group');
    const columns = least ? Math.max(1, Math.floor((this.element.clientWidth + gap) / (least + gap))) : 1;
    const next = { columns, height, groupHeight };
    const { offsets } = this.#lines(this.props, next);
    const above = -this.element.getBoundingClientRect().top;
    next.first = lineAt(offsets, above - BEYOND_PX);
    next.last = lineAt(offsets, above + window.innerHeight + BEYOND_PX) + 1;
    next.seen = lineAt(offsets, above + 60);
    if (Object.keys(next).some(name => next[name] !== this.state[name])) this.setState(next);
  }

  #onKeyDown = event => {
    if (event.altKey || event.ctrlKey || event.metaKey || !event.target.closest('[data-robot-id]')) return;
    const { lines } = this.#made;
    const ids = lines.flatMap(line => line.ids ?? []);
    const at = ids.indexOf(event.target.closest('[data-robot-id]').dataset.robotId);
    const { columns, height } = this.state;
    const page = Math.max(1, Math.floor(window.innerHeight * 0.7 / height)) * columns;
    const steps = { ArrowDown: columns, ArrowUp: -columns, PageDown: page, PageUp: -page, Home: -ids.length, End: ids.length };
    if (columns > 1) Object.assign(steps, { ArrowRight: 1, ArrowLeft: -1 });
    const step = steps[event.key];
    if (step === undefined || at < 0) return;
    event.preventDefault();
    this.#reveal(ids[Math.max(0, Math.min(ids.length - 1, at + step))]);
  };

  /** Scrolls a robot into sight and gives it the focus, as soon as it is drawn. */
  #reveal(id) {
    const { lines, offsets } = this.#made;
    const line = lines.findIndex(({ ids }) => ids?.includes(id));
    const top = this.element.getBoundingClientRect().top + window.scrollY + offsets[line];
    const head = 56, bottom = top + this.state.height;
    this.#wanted = id;
    if (top < window.scrollY + head) window.scrollTo({ top: top - head });
    else if (bottom > window.scrollY + window.innerHeight) window.scrollTo({ top: bottom - window.innerHeight + 8 });
    this.setState({ active: id });
    this.#measure();
  }

  #focus() {
    const link = this.element.querySelector(`[data-robot-id="${CSS.escape(this.#wanted)}"] .name`);
    if (!link) return;
    this.#wanted = null;
    link.focus({ preventScroll: true });
  }

  render({ ids, groups, folded, line, class: name, role, ...rest }, state) {
    const { lines, offsets } = this.#lines(this.props, state);
    const from = Math.min(state.first, Math.max(0, lines.length - 1));
    const drawn = lines.slice(from, Math.max(from, state.last));
    const isDrawn = drawn.some(some => some.ids?.includes(state.active));
    const inSight = lines.slice(Math.max(from, state.seen ?? from)).find(some => some.ids);
    const stop = isDrawn ? state.active : inSight?.ids[0];
    return h('div', { ...rest, class: name, role, ref: element => { this.element = element; }, onKeyDown: this.#onKeyDown,
      onFocusCapture: event => {
        const id = event.target.closest('[data-robot-id]')?.dataset.robotId;
        if (id && id !== this.state.active) this.setState({ active: id });
      },
      style: { height: `${offsets[lines.length]}px`, paddingTop: `${offsets[from] ?? 0}px`, '--columns': state.columns } },
    drawn.map((some, index) => line(some, stop, from + index)));
  }
}
