// The fleet as tiles: fewer values, seen from further away.
import { h, Still } from '/app/dom.js';
import { Condition, hasCondition, masked, minute } from '/app/condition.js';
import { TYPES } from '/app/format.js';
import { Battery, Beat, Load, Teleoperation } from '/app/readings.js';
import { Status } from '/app/shapes.js';
import { Name, tick } from '/app/table.js';
import { Window } from '/app/window.js';

export function RobotTiles({ fleet, ids, now, actions }) {
  return h(Window, {
    class: 'tiles', role: 'list', 'aria-label': 'Robots', 'data-testid': 'tiles', ids,
    item: id => {
      const robot = fleet.robots.get(id);
      return h(Tile, { key: id, robot, second: tick(robot, now), minute: minute(robot, now), open: actions.open });
    },
  });
}

class Tile extends Still {
  render({ robot, second, minute: now, open }) {
    return h('article', { class: `tile is-${robot.status}`, role: 'listitem', 'data-testid': 'robot', 'data-robot-id': robot.id, 'data-status': robot.status },
      h('div', { class: 'line' },
        h('div', { class: 'called' }, h(Name, { robot, open }),
          robot.name !== robot.id && h('span', { class: 'id faint' }, robot.id)),
        h(Status, { status: robot.status, note: masked(robot) })),
      h('div', { class: 'line' },
        h('span', { class: 'where faint' }, TYPES[robot.type] ?? robot.type, robot.site && ' · ', robot.site && h('bdi', null, robot.site)),
        h(Load, { robot })),
      h('div', { class: 'line main' }, h(Beat, { robot, now: second }), h(Battery, { robot })),
      h('div', { class: 'line' }, h(Condition, { robot, now, reason: true }), (robot.alive || !hasCondition(robot)) && h(Teleoperation, { robot })));
  }
}
