// The fleet as a table. It is built of roles: on a phone each row becomes a small card.
import { h, Still } from '/app/dom.js';
import { Condition, masked, minute, reasonOf } from '/app/condition.js';
import { TYPES, number } from '/app/format.js';
import { Group } from '/app/group.js';
import { Battery, Beat, Load, Lost } from '/app/readings.js';
import { Status } from '/app/shapes.js';
import { Teleoperation } from '/app/teleoperation.js';
import { Window } from '/app/window.js';

/** A column's name, its label, and what it can be sorted by. */
const COLUMNS = [
  ['status', 'Status', 'attention'], ['robot', 'Robot', 'name'], ['type', 'Type', 'type'], ['site', 'Site', 'site'],
  ['age', 'Last beat', 'age'], ['battery', 'Battery', 'battery'], ['load', 'CPU · temp', 'load'],
  ['seq', 'Seq', null], ['lost', 'Lost', 'lost'], ['teleoperation', 'Teleoperation', 'teleoperation'],
];
/** Of the past less is known. */
const THEN = ['status', 'robot', 'type', 'site'];

export function RobotTable({ fleet, shown, now, view, actions }) {
  const columns = view.at ? COLUMNS.filter(([name]) => THEN.includes(name)) : COLUMNS;
  return h('div', { class: `table ${view.at ? 'of-then' : ''}`, role: 'grid', 'aria-label': 'Robots', 'aria-rowcount': shown.ids.length + 1, 'data-testid': 'table' },
    h('div', { class: 'head', role: 'rowgroup' },
      h('div', { class: 'row', role: 'row', 'aria-rowindex': 1 }, columns.map(([name, label, sort]) => h(Heading, { key: name, name, label, sort, view, actions })))),
    h(Window, {
      class: 'body', role: 'rowgroup', ids: shown.ids, groups: shown.groups, folded: view.fold,
      line: ({ group, ids, first }, stop) => {
        if (group) {
          return h('div', { key: `group ${group.site}`, class: 'group-row', role: 'row' }, h('div', { role: 'gridcell', 'aria-colspan': columns.length },
            h(Group, { group, folded: view.fold.includes(group.site), toggle: actions.fold })));
        }
        const robot = fleet.robots.get(ids[0]);
        return robot && h(Row, { key: robot.id, robot, index: first, stop: stop === robot.id, second: tick(robot, now), minute: minute(robot, now), then: Boolean(view.at), actions });
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

/** Leads to the robot's page. */
export function Name({ robot, stop, actions }) {
  const name = robot.name ?? robot.id;
  return h('a', { class: 'name', href: actions.link({ robot: robot.id }), title: name, tabIndex: stop ? 0 : -1, 'data-testid': 'name',
    onClick: event => actions.follow(event, robot.id) }, h('bdi', null, name));
}

class Row extends Still {
  render({ robot, index, stop, second, minute: now, then, actions }) {
    const cell = (name, ...content) => h('div', { class: `cell at-${name}`, role: 'gridcell' }, ...content);
    return h('div', { class: `row is-${robot.status}`, role: 'row', 'aria-rowindex': index + 2, 'data-testid': 'robot', 'data-robot-id': robot.id, 'data-status': robot.status,
      onClick: event => actions.follow(event, robot.id) },
    cell('status', h(Status, { status: robot.status, note: masked(robot) }), h(Condition, { robot, now })),
    cell('robot', h(Name, { robot, stop, actions }),
      robot.maintenance?.reason
        ? h('bdi', { class: 'id faint', title: reasonOf(robot.maintenance), 'data-testid': 'reason-of' }, robot.maintenance.reason)
        : robot.name != null && robot.name !== robot.id && h('span', { class: 'id faint' }, robot.id)),
    cell('type', TYPES[robot.type] ?? robot.type ?? '–'),
    cell('site', robot.site ? h('bdi', { title: robot.site }, robot.site) : h('span', { class: 'faint' }, '–')),
    !then && [
      cell('age', h(Beat, { robot, now: second })),
      cell('battery', h(Battery, { robot })),
      cell('load', h(Load, { robot })),
      cell('seq', number(robot.beat?.seq)),
      cell('lost', h(Lost, { robot })),
      cell('teleoperation', h(Teleoperation, { robot })),
    ]);
  }
}
