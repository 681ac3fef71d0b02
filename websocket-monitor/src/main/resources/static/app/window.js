// Draws only what can be seen of a long list: the page scrolls, and space stands for the rest.
import { h, Component } from '/app/dom.js';

/** Rows beyond the edges of the window that are drawn too. */
const BEYOND = 6;

export class Window extends Component {
  state = { first: 0, last: 40 };
  #pending = false;
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
  }

  /** The style sheet says how high a row is, and how many stand side by side. */
  #measure() {
    if (!this.element) return;
    const style = getComputedStyle(this.element);
    const height = parseFloat(style.getPropertyValue('--row'));
    const least = parseFloat(style.getPropertyValue('--least-width'));
    const gap = parseFloat(style.getPropertyValue('--gap')) || 0;
    const columns = least ? Math.max(1, Math.floor((this.element.clientWidth + gap) / (least + gap))) : 1;
    const above = -this.element.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor(above / height) - BEYOND);
    const last = Math.ceil((above + window.innerHeight) / height) + BEYOND;
    const { state } = this;
    if (state.first !== first || state.last !== last || state.columns !== columns || state.height !== height) {
      this.setState({ first, last, columns, height });
    }
  }

  render({ ids, item, ...rest }, { first, last, columns = 1, height = 44 }) {
    const rows = Math.ceil(ids.length / columns);
    const from = Math.min(first, Math.max(0, rows - 1));
    const to = Math.max(from, Math.min(last, rows));
    return h('div', { ...rest, ref: element => { this.element = element; },
      style: { height: `${rows * height}px`, paddingTop: `${from * height}px`, '--columns': columns } },
    ids.slice(from * columns, to * columns).map((id, index) => item(id, from * columns + index)));
  }
}
