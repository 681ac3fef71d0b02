// A robot's name, site and tags, given by a person. Whoever changed it meanwhile is not overwritten unseen.
import { h, Component } from '/app/dom.js';
import { ask, robotPath } from '/app/api.js';
import { Field, Trouble, described, valuesOf } from '/app/form.js';

const amend = (id, version, body) => ask(robotPath(id), { method: 'PATCH', body, headers: { 'If-Match': `"${version}"` } });
const tagsOf = text => text.split(',').map(tag => tag.trim()).filter(Boolean);
const ofRobot = ({ name, site, tags }) => ({ name, site: site ?? null, tags: tags ?? [] });

/** Only what a person changed; what is left empty is given back to the robot. */
function changesOf(values, robot) {
  const wanted = { name: values.name || null, site: values.site || null, tags: tagsOf(values.tags) };
  const before = ofRobot(robot);
  return Object.fromEntries(Object.entries(wanted).filter(([key, value]) => String(value ?? '') !== String(before[key] ?? '')));
}

export class EditForm extends Component {
  state = { robot: this.props.robot, fault: null, isSaving: false };

  #save = async event => {
    event.preventDefault();
    const { robot } = this.state;
    const { actions, close } = this.props;
    const change = changesOf(valuesOf(event.target), robot);
    if (Object.keys(change).length === 0) return close();
    this.setState({ isSaving: true, fault: null });
    try {
      const saved = await amend(robot.id, robot.version, change);
      const before = Object.fromEntries(Object.keys(change).map(key => [key, ofRobot(robot)[key]]));
      actions.tell({ tone: 'online', text: `Saved: ${saved.name}`, kind: 'saved', action: { label: 'Undo', run: () => undo(saved, before, actions) } });
      close();
    } catch (fault) {
      this.setState({ fault, isSaving: false });
      if (fault.status === 412) await this.#readAnew();
    }
  };

  async #readAnew() {
    try {
      this.setState({ robot: await ask(robotPath(this.props.question.id)) });
    } catch (fault) {
      this.setState({ fault });
    }
  }

  render({ close }, { robot, fault, isSaving }) {
    const first = this.props.question.robot;
    const faults = fault?.faults ?? [];
    return h('form', { class: 'form', onSubmit: this.#save, noValidate: true },
      fault?.status === 412
        ? h('div', { class: 'conflict', role: 'alert', 'data-testid': 'conflict' }, h('p', null, h('b', null, fault.message)),
          h('p', null, 'It is now named ', h('bdi', null, robot.name), robot.site ? [' at ', h('bdi', { key: 'site' }, robot.site)] : '', robot.tags?.length ? `, tagged ${robot.tags.join(', ')}` : '', '. Save again to put yours in its place.'))
        : faults.length === 0 && h(Trouble, { fault }),
      h(Field, { name: 'name', label: 'Name', hint: 'Empty: as the robot says itself.', faults }, h('input', { ...described('name'), defaultValue: first.name, autocomplete: 'off', dir: 'auto', autofocus: true })),
      h(Field, { name: 'site', label: 'Site', hint: 'Empty: as the robot says itself.', faults }, h('input', { ...described('site'), defaultValue: first.site ?? '', autocomplete: 'off', dir: 'auto' })),
      h(Field, { name: 'tags', label: 'Tags', hint: 'With commas between them.', faults }, h('input', { ...described('tags'), defaultValue: (first.tags ?? []).join(', '), autocomplete: 'off', dir: 'auto' })),
      h('div', { class: 'form-end' }, h('button', { type: 'button', class: 'button', onClick: close }, 'Cancel'), h('button', { type: 'submit', class: 'button primary', disabled: isSaving, 'data-testid': 'save' }, isSaving ? 'Saving…' : 'Save')));
  }
}

async function undo(saved, before, actions) {
  try {
    await amend(saved.id, saved.version, before);
    actions.tell({ tone: 'online', text: 'It is as it was.', kind: 'undone' });
  } catch (fault) {
    actions.tell({ tone: 'failed', text: `Not undone: ${fault.message}`, kind: 'trouble' });
  }
}
