// What stands above the page and wants an answer: one dialog at a time.
import { h, Component } from '/app/dom.js';
import { EditForm } from '/app/edit.js';
import { IconButton } from '/app/icons.js';
import { SHORTCUTS } from '/app/keys.js';
import { MaintenanceForm } from '/app/maintenance.js';

const KINDS = { help: ['Keyboard shortcuts', Help], edit: ['Name, site and tags', EditForm], maintenance: ['Maintenance', MaintenanceForm] };

export function Ask({ question, ...rest }) {
  return question && h(Dialog, { key: `${question.kind} ${question.id}`, question, ...rest });
}

class Dialog extends Component {
  componentDidMount() {
    this.before = document.activeElement;
    this.dialog.showModal();
  }

  componentWillUnmount() {
    this.before?.isConnected && this.before.focus();
  }

  render({ question, robot, now, actions }) {
    const [title, Content] = KINDS[question.kind];
    return h('dialog', { class: `ask ask-${question.kind}`, 'aria-labelledby': 'ask-title', 'data-testid': 'ask', ref: element => { this.dialog = element; },
      onClose: () => actions.ask(null), onMouseDown: event => { if (event.target === this.dialog) this.dialog.close(); } },
    h('div', { class: 'ask-inside' },
      h('div', { class: 'ask-head' }, h('h2', { id: 'ask-title' }, title), h(IconButton, { name: 'close', label: 'Close', 'data-testid': 'ask-close', onClick: () => this.dialog.close() })),
      h(Content, { question, robot, now, actions, close: () => this.dialog.close() })));
  }
}

function Help() {
  return h('dl', { class: 'shortcuts' }, SHORTCUTS.map(([keys, what]) => [
    h('dt', { key: keys }, keys.split(' ').map(key => [h('kbd', { key }, key), ' '])), h('dd', { key: what }, what)]));
}
