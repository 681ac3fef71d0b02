// The fleet as tiles: fewer values, seen from further away.
import { h, Still } from '/app/dom.js';
import { Condition, hasCondition, masked, minute } from '/app/condition.js';
import { TYPES } from '/app/format.js';
import { Group } from '/app/group.js';
import { Battery, Beat, Load } from '/app/readings.js';
import { Status } from '/app/shapes.js';
import { Name, tick } from '/app/table.js';
import { Teleoperation } from '/app/teleoperation.js';
import { Window } from '/app/window.js';

export function RobotGrid({ fleet, shown, now, view, actions }) {
  return h(Window, {
    class: `tiles ${view.at ? 'of-then' : ''}`, role: 'list', 'aria-label': 'Robots', 'data-testid': 'grid', ids: shown.ids, groups: shown.groups, folded: view.fold,
    line: ({ group, ids, first }, stop) => (group
      ? h('div', { key: `group ${group.site}`, class: 'group-row', role: 'listitem' }, h(Group, { group, folded: view.fold.includes(group.site), toggle: actions.fold }))
      : h('div', { key: `line ${first} ${group}`, class: 'tile-line', role: 'presentation' }, ids.map(id => {
        const robot = fleet.robots.get(id);
        return robot && h(Tile, { key: id, robot, stop: stop === id, second: tick(robot, now), minute: minute(robot, now), then: Boolean(view.at), actions });
      }))),
  });
}

class Tile extends Still {
  render({ robot, stop, second, minute: now, then, actions }) {
    return h('div', { class: `tile is-${robot.status}`, role: 'listitem', 'data-testid': 'robot', 'data-robot-id': robot.id, 'data-status': robot.status,
      onClick: event => actions.follow(event, robot.id) },
    h('div', { class: 'line' },
      h(Name, { robot, stop, actions }),
      h(Status, { status: robot.status, note: masked(robot) })),
    h('div', { class: 'line' },
      h('span', { class: 'where faint' }, robot.name != null && robot.name !== robot.id && [h('span', { class: 'in-line' }, robot.id), ' · '], TYPES[robot.type] ?? robot.type ?? '–', robot.site && ' · ', robot.site && h('bdi', null, robot.site)),
      !then && h(Load, { robot })),
    !then && [
      h('div', { class: 'line main' }, h(Beat, { robot, now: second }), h(Battery, { robot })),
      h('div', { class: 'line' }, h(Condition, { robot, now, reason: true }), (robot.alive || !hasCondition(robot)) && h(Teleoperation, { robot })),
    ]);
  }
}
