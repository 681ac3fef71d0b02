// One robot: how it is, what is known of its beat, how it was, and what happened to it.
import { h, Component } from '/app/dom.js';
import { Condition, maintenanceEnd, masked } from '/app/condition.js';
import { TYPES } from '/app/format.js';
import { Icon } from '/app/icons.js';
import { Facts } from '/app/facts.js';
import { History } from '/app/history.js';
import { rangeOf } from '/app/ranges.js';
import { RobotData } from '/app/robot-data.js';
import { Status } from '/app/shapes.js';
import { Driven } from '/app/teleoperation.js';

export class RobotPage extends Component {
  #data = new RobotData(this.props.id, () => this.setState({}));
  #range = null;

  componentDidMount() {
    this.heading?.focus({ preventScroll: true });
    this.#follow({});
  }

  componentDidUpdate(before) {
    this.#follow(before);
  }

  componentWillUnmount() {
    this.#data.stop();
  }

  /** A robot that changed, or left the fleet, has a new event. */
  #follow(before) {
    const { view, now, robot } = this.props;
    const range = rangeOf(view, now ?? Date.now());
    if (range === this.#range && before.robot?.version === robot?.version) return;
    this.#range = range;
    this.#data.read(range, now ?? Date.now());
  }

  render({ id, robot: live, isLoaded, view, now, actions }) {
    const data = this.#data;
    const robot = live ?? data.robot;
    const isUnknown = !robot && isLoaded && data.faults.robot?.status === 404;
    return h('article', { class: 'robot-page', 'aria-labelledby': 'robot-name', 'data-testid': 'robot-page' },
      h('a', { class: 'back', href: actions.link({ robot: null, t: null, range: null }), 'data-testid': 'close', onClick: event => { event.preventDefault(); actions.close(); } }, h(Icon, { name: 'back' }), view.at ? 'The fleet then' : view.place ? 'Find robots' : 'Fleet'),
      h('div', { class: 'robot-head' },
        h('div', { class: 'robot-title' }, h('h2', { id: 'robot-name', tabIndex: -1, ref: element => { this.heading = element; } }, h('bdi', null, robot?.name ?? id)),
          robot && h('p', { class: 'robot-line' }, h('span', { class: 'id' }, id), h('span', null, TYPES[robot.type] ?? robot.type), robot.site && h('bdi', null, robot.site), robot.address && h('bdi', null, robot.address))),
        live && h('div', { class: 'robot-doing' },
          h('button', { type: 'button', class: 'button', 'data-testid': 'edit', onClick: () => actions.ask({ kind: 'edit', id, robot: live }) }, h(Icon, { name: 'edit' }), 'Edit'),
          h('button', { type: 'button', class: 'button', 'data-testid': 'maintain', onClick: () => actions.ask({ kind: 'maintenance', id, robot: live }) }, h(Icon, { name: 'wrench' }), live.maintenance ? 'Maintenance…' : 'Set aside…'))),
      isUnknown && h('p', { class: 'nothing', 'data-testid': 'unknown' }, 'No robot has this id.'),
      !live && !isUnknown && isLoaded && h('p', { class: 'robot-gone', 'data-testid': 'left' }, 'It is not in the fleet.'),
      live && h('p', { class: 'robot-state', 'data-testid': 'robot-state' }, h(Status, { status: live.status, note: masked(live) }), h(Condition, { robot: { ...live, maintenance: null }, now }),
        live.teleoperation_status && live.teleoperation_status !== 'unknown' && live.alive && h(Driven, { status: live.teleoperation_status }),
        live.maintenance && h('span', { class: 'aside-for', 'data-testid': 'aside' }, `${maintenanceEnd(live.maintenance, now)}, by `, h('bdi', null, live.maintenance.by),
          live.maintenance.reason && [': ', h('bdi', { key: 'reason', 'data-testid': 'reason' }, live.maintenance.reason)])),
      robot && !isUnknown && h('div', { class: 'robot-columns' },
        h(Facts, { robot, now, uptime: data.uptime, fault: data.faults.uptime }),
        h(History, { robot, data, range: this.#range ?? rangeOf(view, now ?? Date.now()), view, now, actions })));
  }
}
