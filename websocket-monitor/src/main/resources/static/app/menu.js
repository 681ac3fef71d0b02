// A button that opens a list of values to choose from, any number of them.
import { h, Component } from '/app/dom.js';
import { number } from '/app/format.js';

/** From so many values on the list can be searched. */
const MANY = 12;
/** More are not listed at once; the search finds them. */
const MOST = 200;

export class Menu extends Component {
  state = { open: false, words: '' };
  #onOutside = event => { if (!this.element.contains(event.target)) this.setState({ open: false }); };

  componentDidUpdate(_, before) {
    if (before.open === this.state.open) return;
    document[this.state.open ? 'addEventListener' : 'removeEventListener']('pointerdown', this.#onOutside);
    if (this.state.open) this.element.querySelector('input')?.focus();
  }

  componentWillUnmount() {
    document.removeEventListener('pointerdown', this.#onOutside);
  }

  #close() {
    this.setState({ open: false, words: '' });
    this.element.querySelector('button').focus();
  }

  #onKeyDown = event => {
    if (!this.state.open) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.#close();
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const inputs = [...this.element.querySelectorAll('.menu-list input')];
      const next = inputs.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
      inputs[Math.max(0, Math.min(inputs.length - 1, next))]?.focus();
      event.preventDefault();
    }
  };

  render({ name, label, values, chosen, text = value => value, choose }, { open, words }) {
    // What is filtered by stays in the list although no robot has it just now.
    const listed = [...new Set([...chosen, ...values.keys()])];
    const matching = listed.filter(value => !words || text(value).toLowerCase().includes(words.toLowerCase())).slice(0, MOST);
    const toggle = value => choose({ [name]: chosen.includes(value) ? chosen.filter(other => other !== value) : [...chosen, value] });
    return h('div', { class: 'menu', ref: element => { this.element = element; }, onKeyDown: this.#onKeyDown,
      onFocusOut: event => { if (open && event.relatedTarget && !this.element.contains(event.relatedTarget)) this.setState({ open: false }); } },
    h('button', { type: 'button', class: `menu-button ${chosen.length ? 'is-set' : ''}`, 'aria-expanded': String(open), 'aria-haspopup': 'true', 'data-testid': name,
      onClick: () => this.setState({ open: !open, words: '' }) },
    h('span', { class: 'menu-label' }, label, chosen.length > 0 && [': ', h('bdi', { key: 'chosen' }, chosen.length === 1 ? text(chosen[0]) : number(chosen.length))]),
    h('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' }, h('path', { d: 'm4 6 4 4 4-4', class: 'line' }))),
    open && h('div', { class: 'menu-list', role: 'group', 'aria-label': label },
      listed.length > MANY && h('input', { type: 'search', class: 'menu-search', placeholder: `Find in ${label.toLowerCase()}`, 'aria-label': `Find in ${label.toLowerCase()}`,
        value: words, onInput: event => this.setState({ words: event.target.value }) }),
      h('div', { class: 'menu-values' }, matching.map(value => h('label', { key: value, class: 'menu-value' },
        h('input', { type: 'checkbox', checked: chosen.includes(value), 'data-value': value, onChange: () => toggle(value) }),
        h('bdi', null, text(value)), h('span', { class: 'faint' }, number(values.get(value) ?? 0)))),
      matching.length === 0 && h('p', { class: 'faint' }, listed.length ? 'Nothing matches.' : 'No robot has one.')),
      chosen.length > 0 && h('button', { type: 'button', class: 'quiet', 'data-testid': `${name}-clear`, onClick: () => { choose({ [name]: [] }); this.#close(); } }, 'Clear')));
  }
}
