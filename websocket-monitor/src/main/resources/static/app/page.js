// The page: header, filters, and the robots.
import { h } from '/app/dom.js';
import { ALL } from '/app/address.js';
import { freshness } from '/app/freshness.js';
import { Header, Notice } from '/app/header.js';
import { Panel } from '/app/panel.js';
import { Situation } from '/app/situation.js';
import { Toolbar } from '/app/toolbar.js';
import { RobotTable } from '/app/table.js';
import { RobotTiles } from '/app/tiles.js';

export function Page({ fleet, view, theme, connection, heardAt, actions, now, ids }) {
  const fresh = freshness(fleet, connection, heardAt, now);
  const Robots = view.view === 'tiles' ? RobotTiles : RobotTable;
  return [
    h(Header, { key: 'header', fleet, view, theme, fresh, actions }),
    h(Notice, { key: 'notice', fresh }),
    h(Situation, { key: 'situation', situation: fleet.situation, now }),
    h('main', { key: 'main', class: fresh.level === 'live' ? '' : 'is-old' },
      h(Toolbar, { fleet, view, actions, shown: ids.length }),
      ids.length > 0
        ? h(Robots, { key: view.view, fleet, ids, now, view, actions })
        : h(Nothing, { fleet, view, actions })),
    view.robot && h(Panel, { key: 'panel', id: view.robot, robot: fleet.robots.get(view.robot), version: fleet.robots.get(view.robot)?.version, now, close: actions.close }),
  ];
}

function Nothing({ fleet, actions }) {
  if (!fleet.loaded) return h('p', { class: 'nothing' }, 'Loading the fleet…');
  if (fleet.robots.size === 0) {
    return h('p', { class: 'nothing', 'data-testid': 'nothing' },
      'No robot is known yet. The first heartbeat of a robot makes it appear here.');
  }
  return h('p', { class: 'nothing', 'data-testid': 'nothing' }, 'No robot matches. ',
    h('button', { type: 'button', onClick: () => actions.show(ALL) }, 'Show all'));
}
