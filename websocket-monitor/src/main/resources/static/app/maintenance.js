// Sets a robot aside until a time, moves that time, or ends it.
import { h, Component } from '/app/dom.js';
import { ask, robotPath } from '/app/api.js';
import { maintenanceEnd } from '/app/condition.js';
import { Field, Trouble, described, valuesOf } from '/app/form.js';
import { keep, readKept } from '/app/kept.js';
import { localInput } from '/app/past-bar.js';

const HOUR = 3_600_000;
const LENGTHS = [['30 min', HOUR / 2], ['2 h', 2 * HOUR], ['8 h', 8 * HOUR], ['1 d', 24 * HOUR], ['7 d', 7 * 24 * HOUR]];

const put = (id, body) => ask(robotPath(id, '/maintenance'), { method: 'PUT', body });
const end = id => ask(robotPath(id, '/maintenance'), { method: 'DELETE' });

export class MaintenanceForm extends Component {
  state = { fault: null, isSaving: false, until: Date.parse(this.props.robot.maintenance?.until ?? '') || this.#now() + 2 * HOUR };

  #now() {
    return this.props.now ?? Date.now();
  }

  /** Does it, tells of it with a way back, and closes; or says what is wrong. */
  async #do(doing, text, back) {
    const { actions, close, robot } = this.props;
    this.setState({ isSaving: true, fault: null });
    try {
      await doing();
      actions.tell({ tone: 'maintenance', text: `${robot.name}: ${text}`, kind: 'saved', action: { label: 'Undo', run: () => undo(back, actions) } });
      close();
    } catch (fault) {
      this.setState({ fault, isSaving: false });
    }
  }

  #save = event => {
    event.preventDefault();
    const { robot: { id, maintenance: before } } = this.props;
    const values = valuesOf(event.target);
    keep('operator', values.by);
    const until = new Date(values.until);
    if (Number.isNaN(until.getTime())) return this.setState({ fault: Object.assign(new Error(), { faults: [{ field: 'until', message: 'a date and a time are needed' }] }) });
    const body = { until: until.toISOString(), by: values.by, reason: values.reason || null };
    return this.#do(() => put(id, body), before ? 'maintenance changed' : 'set aside', () => (before ? put(id, bodyOf(before)) : end(id)));
  };

  #end = () => {
    const { robot: { id, maintenance: before } } = this.props;
    this.#do(() => end(id), 'maintenance ended', () => put(id, bodyOf(before)));
  };

  render({ robot, now, close }, { fault, isSaving, until }) {
    const { maintenance } = robot;
    const faults = fault?.faults ?? [];
    return h('form', { class: 'form', onSubmit: this.#save, noValidate: true },
      h('p', { class: 'faint' }, 'While a robot is set aside nobody is alarmed for it. Its heartbeats are taken as always.'),
      maintenance && h('p', null, 'Set aside ', maintenanceEnd(maintenance, now), ', by ', h('bdi', null, maintenance.by), '.'),
      faults.length === 0 && h(Trouble, { fault }),
      h(Field, { name: 'until', label: 'Until', faults },
        h('div', { class: 'steps' }, LENGTHS.map(([label, length]) => h('button', { key: label, type: 'button', class: 'button', 'data-testid': `for-${label.replace(' ', '')}`, onClick: () => this.setState({ until: this.#now() + length }) }, label))),
        h('input', { ...described('until'), type: 'datetime-local', step: 1, value: localInput(until), onInput: event => { if (event.target.value) this.setState({ until: new Date(event.target.value).getTime() }); } })),
      h(Field, { name: 'by', label: 'Who asks', faults }, h('input', { ...described('by'), defaultValue: readKept('operator', ''), autocomplete: 'name', dir: 'auto' })),
      h(Field, { name: 'reason', label: 'Why (may be left empty)', faults }, h('input', { ...described('reason'), defaultValue: maintenance?.reason ?? '', autocomplete: 'off', dir: 'auto' })),
      h('div', { class: 'form-end' },
        maintenance && h('button', { type: 'button', class: 'button', 'data-testid': 'end-maintenance', disabled: isSaving, onClick: this.#end }, 'End maintenance now'),
        h('button', { type: 'button', class: 'button', onClick: close }, 'Cancel'),
        h('button', { type: 'submit', class: 'button primary', disabled: isSaving, 'data-testid': 'save' }, maintenance ? 'Change' : 'Set aside')));
  }
}

const bodyOf = ({ until, by, reason }) => ({ until, by, reason: reason ?? null });

async function undo(back, actions) {
  try {
    await back();
    actions.tell({ tone: 'online', text: 'It is as it was.', kind: 'undone' });
  } catch (fault) {
    actions.tell({ tone: 'failed', text: `Not undone: ${fault.message}`, kind: 'trouble' });
  }
}
