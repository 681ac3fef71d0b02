// The page: header, the fleet or one robot, the feed, and what stands above them.
import { h } from '/app/dom.js';
import { ALL } from '/app/address.js';
import { Ask } from '/app/ask.js';
import { DiscoveryPage } from '/app/discovery.js';
import { Feed } from '/app/feed.js';
import { freshness } from '/app/freshness.js';
import { RobotGrid } from '/app/grid.js';
import { Counts, Header, Notice } from '/app/header.js';
import { PastBar } from '/app/past-bar.js';
import { RobotPage } from '/app/robot.js';
import { Situation } from '/app/situation.js';
import { RobotTable } from '/app/table.js';
import { ToastRegion } from '/app/toasts.js';
import { Outcome, Toolbar } from '/app/toolbar.js';

export function Page({ live, past, events, toasts, view, theme, sound, feed, question, connection, heardAt, actions, now, shown }) {
  const fresh = freshness(live, connection, heardAt, now);
  const fleet = view.at ? past.fleet : live;
  return [
    h('a', { key: 'skip', class: 'skip', href: '#main', onClick: actions.skip }, 'Skip to the robots'),
    h(Header, { key: 'header', view, theme, sound, feed, fresh, actions }),
    h(Notice, { key: 'notice', fresh }),
    !view.at && h(Situation, { key: 'situation', situation: live.situation, now }),
    view.at && !view.robot && !view.place && h(PastBar, { key: 'past', at: view.at, now, past, actions }),
    h('div', { key: 'columns', class: `columns ${feed ? 'with-feed' : ''} ${fresh.level === 'old' && !view.at ? 'is-old' : ''} ${view.at && !view.robot ? 'is-past' : ''}` },
      h('main', { id: 'main', tabIndex: -1 }, view.robot
        ? h(RobotPage, { key: view.robot, id: view.robot, robot: live.robots.get(view.robot), isLoaded: live.loaded, view, now, actions })
        : view.place === 'discovery' ? h(DiscoveryPage, { key: 'discovery', view, now, actions, fleet: live })
        : h(Robots, { fleet, view, actions, shown, now, past })),
      feed && h(Feed, { events, fleet: live, view, now, actions })),
    h(Ask, { key: 'ask', question, robot: live.robots.get(question?.id) ?? question?.robot, now, actions }),
    h(ToastRegion, { key: 'toasts', toasts, actions }),
  ];
}

function Robots({ fleet, view, actions, shown, now, past }) {
  const List = view.view === 'grid' ? RobotGrid : RobotTable;
  return [
    h('div', { key: 'overview', class: 'overview' },
      h(Counts, { facets: fleet.facets, total: fleet.robots.size, status: view.status, blinks: view.flapping, then: Boolean(view.at), show: actions.show }),
      h(Outcome, { fleet, view, actions, shown })),
    h(Toolbar, { key: 'toolbar', fleet, view, actions }),
    shown.ids.length > 0
      ? h(List, { key: view.view, fleet, shown, now, view, actions })
      : h(Nothing, { key: 'nothing', fleet, view, actions, past }),
  ];
}

function Nothing({ fleet, view, actions, past }) {
  if (view.at && past.fault) return h('p', { class: 'nothing' }, 'There is nothing to show of that time.');
  if (!fleet.loaded) return h('div', { class: 'loading', role: 'status', 'aria-label': 'Loading the fleet' }, Array.from({ length: 8 }, (_, i) => h('i', { key: i })));
  if (fleet.robots.size === 0) {
    return h('p', { class: 'nothing', 'data-testid': 'nothing' }, view.at ? 'No robot was known then.' : 'No robot is known yet. The first heartbeat of a robot makes it appear here.');
  }
  return h('p', { class: 'nothing', 'data-testid': 'nothing' }, 'No robot matches. ',
    h('button', { type: 'button', onClick: () => actions.show(ALL) }, 'Show all'));
}
