// Short messages at the edge of the page. Incidents stay longer; whoever points at one keeps it.
import { h, Component } from '/app/dom.js';
import { IconButton } from '/app/icons.js';
import { Shape } from '/app/shapes.js';

const SHORT_MS = 8_000;
const LONG_MS = 20_000;
const MOST = 4;

export class Toasts {
  list = [];
  #number = 0;

  constructor(onChange) {
    this.onChange = onChange;
  }

  /** @param {{tone: string, text: string, robot?: string, action?: {label: string, run: Function}, isLong?: boolean, kind?: string}} toast */
  add(toast) {
    const made = { ...toast, number: ++this.#number };
    this.list = [...this.list, made].slice(-MOST);
    this.onChange();
    return made.number;
  }

  remove(number) {
    this.list = this.list.filter(toast => toast.number !== number);
    this.onChange();
  }
}

/** The region is always there, so that screen readers hear what comes into it. */
export function ToastRegion({ toasts, actions }) {
  return h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite', 'aria-label': 'Messages', 'data-testid': 'toasts' },
    toasts.list.map(toast => h(Toast, { key: toast.number, toast, actions, close: () => toasts.remove(toast.number) })));
}

class Toast extends Component {
  #timer = null;

  componentDidMount() {
    this.#start();
  }

  componentWillUnmount() {
    clearTimeout(this.#timer);
  }

  #start = () => { this.#timer = setTimeout(this.props.close, this.props.toast.isLong ? LONG_MS : SHORT_MS); };
  #stop = () => clearTimeout(this.#timer);

  render({ toast: { tone, text, robot, action, kind }, actions, close }) {
    return h('div', { class: `toast status-${tone}`, 'data-testid': 'toast', 'data-kind': kind, onMouseEnter: this.#stop, onMouseLeave: this.#start, onFocusIn: this.#stop, onFocusOut: this.#start },
      h(Shape, { status: tone === 'flapping' ? 'offline' : tone }), h('bdi', { class: 'what' }, text),
      robot && h('a', { class: 'quiet', href: actions.link({ robot }), onClick: event => actions.follow(event, robot) }, 'Open'),
      action && h('button', { type: 'button', class: 'quiet', 'data-testid': 'toast-action', onClick: () => { action.run(); close(); } }, action.label),
      h(IconButton, { name: 'close', label: 'Dismiss', onClick: close }));
  }
}
