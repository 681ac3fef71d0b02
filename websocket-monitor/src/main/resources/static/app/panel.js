// One robot: how it is, why, and what happened to it lately.
import { h, Component } from '/app/dom.js';
import { Condition, maintenanceEnd, masked } from '/app/condition.js';
import { TYPES, age, exactSeconds } from '/app/format.js';
import { happened } from '/app/happened.js';
import { Status } from '/app/shapes.js';

const EVENTS = 30;
const RETRY_MS = 5_000;

export class Panel extends Component {
  state = { events: null, fault: null };
  #asked = null;
  #timer = null;

  componentDidMount() {
    this.dialog.showModal();
    this.#read();
  }

  componentDidUpdate(before) {
    if (before.id !== this.props.id) this.setState({ events: null, fault: null });
    // A robot that changed, or left the fleet, has a new event.
    if (before.id !== this.props.id || before.version !== this.props.version) this.#read();
  }

  componentWillUnmount() {
    this.#asked?.abort();
    clearTimeout(this.#timer);
  }

  async #read() {
    this.#asked?.abort();
    clearTimeout(this.#timer);
    const asked = new AbortController();
    this.#asked = asked;
    try {
      const answer = await fetch(`/api/v2/robots/${encodeURIComponent(this.props.id)}/events?limit=${EVENTS}`, { signal: asked.signal });
      if (answer.status === 404) this.setState({ events: [], fault: 'No robot has this id.' });
      else if (!answer.ok) throw new Error(`the answer is ${answer.status}`);
      else {
        const { events } = await answer.json();
        if (this.#asked === asked) this.setState({ events, fault: null });
      }
    } catch (fault) {
      if (asked.signal.aborted) return;
      this.setState({ fault: `Its events cannot be read: ${fault.message}. Tried again every few seconds.` });
      this.#timer = setTimeout(() => this.#read(), RETRY_MS);
    }
  }

  render({ id, robot, now, close }, { events, fault }) {
    return h('dialog', {
      class: 'panel', 'aria-labelledby': 'panel-name', 'data-testid': 'panel', ref: element => { this.dialog = element; },
      onClose: close, onClick: event => { if (event.target === this.dialog) this.dialog.close(); },
    },
    h('div', { class: 'inside' },
      h('div', { class: 'line' },
        h('h2', { id: 'panel-name' }, h('bdi', null, robot?.name ?? id)),
        h('button', { type: 'button', class: 'icon', 'aria-label': 'Close', 'data-testid': 'close', onClick: () => this.dialog.close() },
          h('svg', { viewBox: '0 0 20 20', 'aria-hidden': 'true' }, h('path', { d: 'm5 5 10 10M15 5 5 15', class: 'line' })))),
      robot ? h(Facts, { robot, now }) : h('p', { class: 'faint', 'data-testid': 'left' }, 'It is not in the fleet.'),
      h('h3', null, 'Lately'),
      h('div', { role: 'status' }, fault && h('p', { class: 'fault' }, fault)),
      events === null ? !fault && h('p', { class: 'faint' }, 'Reading…')
        : h('ol', { class: 'events', 'data-testid': 'events' }, events.map(event => h(Happened, { key: event.id, event, now })))));
  }
}

function Facts({ robot, now }) {
  const { maintenance } = robot;
  const fact = (name, ...value) => [h('dt', { key: name }, name), h('dd', { key: `${name}=` }, ...value)];
  return [
    h('p', { class: 'line start' }, h(Status, { status: robot.status, note: masked(robot) }), h(Condition, { robot: { ...robot, maintenance: null }, now })),
    h('dl', { class: 'facts' },
      fact('Since', exactSeconds(Date.parse(robot.status_since), now), now !== null && h('span', { class: 'faint' }, ` · ${age(now - Date.parse(robot.status_since))}`)),
      maintenance && fact('Maintenance', maintenanceEnd(maintenance, now), ', by ', h('bdi', null, maintenance.by)),
      maintenance?.reason && fact('Reason', h('bdi', { 'data-testid': 'reason' }, maintenance.reason)),
      fact('Robot', h('bdi', null, robot.id), ` · ${TYPES[robot.type] ?? robot.type}`),
      robot.site && fact('Site', h('bdi', null, robot.site)),
      robot.address && fact('Address', robot.address),
      robot.tags?.length > 0 && fact('Tags', robot.tags.join(', '))),
  ];
}

function Happened({ event, now }) {
  const at = Date.parse(event.occurred_at);
  return h('li', { 'data-testid': 'event', 'data-kind': event.kind },
    h('bdi', { class: 'what' }, happened(event)),
    h('span', { class: 'faint' }, h('time', { dateTime: event.occurred_at }, exactSeconds(at, now)), now !== null && ` · ${age(now - at)} ago`,
      event.details.announced === false && ' · not announced'));
}
