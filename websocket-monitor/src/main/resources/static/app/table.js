// The fleet as a table. It is built of roles: on a phone each row becomes a small card.
import { h, Still } from '/app/dom.js';
import { Condition, masked, minute, reasonOf } from '/app/condition.js';
import { TYPES, number } from '/app/format.js';
import { Battery, Beat, Load, Lost, Teleoperation } from '/app/readings.js';
import { Status } from '/app/shapes.js';
import { Window } from '/app/window.js';

/** A column's name, and what it can be sorted by. */
const COLUMNS = [
  ['status', 'Status', 'attention'], ['robot', 'Robot', 'name'], ['type', 'Type', 'type'], ['site', 'Site', 'site'],
  ['age', 'Last beat', 'age'], ['battery', 'Battery', 'battery'], ['load', 'CPU · temp', 'load'],
  ['seq', 'Seq', null], ['lost', 'Lost', 'lost'], ['teleoperation', 'Teleoperation evidence', null],
];

export function RobotTable({ fleet, ids, now, view, actions }) {
  return h('div', { class: 'table', role: 'table', 'aria-label': 'Robots', 'aria-rowcount': ids.length + 1, 'data-testid': 'table' },
    h('div', { class: 'head', role: 'rowgroup' },
      h('div', { class: 'row', role: 'row', 'aria-rowindex': 1 }, COLUMNS.map(([name, label, sort]) => h(Heading, { key: name, name, label, sort, view, actions })))),
    h(Window, {
      class: 'body', role: 'rowgroup', ids,
      item: (id, index) => {
        const robot = fleet.robots.get(id);
        return h(Row, { key: id, robot, index, second: tick(robot, now), minute: minute(robot, now), open: actions.open });
      },
    }));
}

/** Rows are drawn anew when their robot changes, and when its age is another number of half seconds. */
export function tick(robot, now) {
  return robot.heardAt === null || now === null ? null : robot.heardAt + Math.floor((now - robot.heardAt) / 500) * 500;
}

function Heading({ name, label, sort, view, actions }) {
  const sorted = sort !== null && view.sort === sort;
  const direction = sorted ? (view.reverse ? 'descending' : 'ascending') : undefined;
  return h('div', { class: `cell at-${name}`, role: 'columnheader', 'aria-sort': direction },
    sort === null ? label : h('button', {
      type: 'button', class: sorted ? 'sorted' : '', onClick: () => actions.show({ sort, reverse: sorted && !view.reverse }),
    }, label, h('span', { 'aria-hidden': 'true', class: 'arrow' }, sorted ? (view.reverse ? '↑' : '↓') : '')));
}

/** Opens what happened to the robot. */
export function Name({ robot, open }) {
  return h('button', { type: 'button', class: 'name', title: robot.name, 'aria-haspopup': 'dialog', 'data-testid': 'name', onClick: () => open(robot.id) },
    h('bdi', null, robot.name));
}

class Row extends Still {
  render({ robot, index, second, minute: now, open }) {
    const cell = (name, ...content) => h('div', { class: `cell at-${name}`, role: 'cell' }, ...content);
    return h('div', { class: `row is-${robot.status}`, role: 'row', 'aria-rowindex': index + 2, 'data-testid': 'robot', 'data-robot-id': robot.id, 'data-status': robot.status },
      cell('status', h(Status, { status: robot.status, note: masked(robot) }), h(Condition, { robot, now })),
      cell('robot', h(Name, { robot, open }),
        robot.maintenance?.reason
          ? h('bdi', { class: 'id faint', title: reasonOf(robot.maintenance), 'data-testid': 'reason-of' }, robot.maintenance.reason)
          : robot.name !== robot.id && h('span', { class: 'id faint' }, robot.id)),
      cell('type', TYPES[robot.type] ?? robot.type),
      cell('site', robot.site ? h('bdi', { title: robot.site }, robot.site) : h('span', { class: 'faint' }, '–')),
      cell('age', h(Beat, { robot, now: second })),
      cell('battery', h(Battery, { robot })),
      cell('load', h(Load, { robot })),
      cell('seq', number(robot.beat?.seq)),
      cell('lost', h(Lost, { robot })),
      cell('teleoperation', h(Teleoperation, { robot })));
  }
}
