// One scan with its progress and its results, and the scans before it.
import { h } from '/app/dom.js';
import { isOver } from '/app/discovery-data.js';
import { age, exactSeconds, number } from '/app/format.js';
import { OUTCOMES, motorsText, outcomeText, ruleText, whyOf } from '/app/outcomes.js';

const STATES = { queued: 'waits for its turn', running: 'is running', finished: 'finished', cancelled: 'cancelled' };

const targetOf = scan => scan.cidr ?? `${number(scan.total)} ${scan.total === 1 ? 'address' : 'addresses'}`;

export function Scan({ data, id, outcome, now, actions, cancel }) {
  const { scan, results, hasMore, faults } = data;
  if (!scan) {
    const unknown = faults.scan?.status === 404 || faults.scan?.status === 400;
    return h('section', { class: 'card', 'data-testid': 'scan' }, h('p', { class: faults.scan ? 'fault' : 'faint', role: 'status' },
      unknown ? `There is no scan ${id}, or it is no longer kept.` : faults.scan ? faults.scan.message : 'Reading…'));
  }
  return h('section', { class: 'card scan', 'aria-labelledby': 'scan-name', 'data-testid': 'scan', 'data-state': scan.state },
    h('div', { class: 'scan-head' },
      h('h3', { id: 'scan-name' }, `Scan of ${targetOf(scan)}`),
      !isOver(scan) && h('button', { type: 'button', class: 'button', 'data-testid': 'cancel-scan', onClick: cancel }, 'Cancel')),
    h('progress', { max: Math.max(1, scan.total), value: scan.done, 'aria-labelledby': 'scan-name' }),
    h('p', { role: 'status', 'data-testid': 'scan-progress' }, h('b', null, `${number(scan.done)} of ${number(scan.total)}`), ` asked, `, h('b', null, number(scan.found)), ` ${scan.found === 1 ? 'robot' : 'robots'} found`,
      h('span', { class: 'faint' }, ` · ${STATES[scan.state] ?? scan.state}${took(scan, now)}`)),
    faults.scan && h('p', { class: 'fault', role: 'alert' }, `What is shown is old: ${faults.scan.message}`),
    scan.reason && h('p', { class: 'faint' }, h('bdi', null, scan.reason)),
    h('div', { class: 'counts', role: 'group', 'aria-label': 'Results by outcome; press to filter' },
      h('button', { type: 'button', class: 'count', 'aria-pressed': String(!outcome), 'data-testid': 'outcome-all', onClick: () => actions.show({ outcome: null }) }, h('b', null, number(scan.done)), h('span', null, 'All')),
      Object.keys(OUTCOMES).filter(name => scan.outcomes[name]).map(name => h('button', { key: name, type: 'button', class: 'count', title: OUTCOMES[name][1], 'aria-pressed': String(outcome === name), 'data-testid': `outcome-${name}`,
        onClick: () => actions.show({ outcome: outcome === name ? null : name }) }, h('b', null, number(scan.outcomes[name])), h('span', null, outcomeText(name))))),
    faults.results && h('p', { class: 'fault', role: 'alert' }, faults.results.message),
    results.length > 0 && h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': 'Results' }, h('table', { class: 'results' },
      h('thead', null, h('tr', null, ['Address', 'Outcome', 'What is known', 'Took'].map(name => h('th', { key: name, scope: 'col' }, name)))),
      h('tbody', null, sorted(results).map(result => h(Result, { key: result.address, result }))))),
    hasMore && h('button', { type: 'button', class: 'button', 'data-testid': 'more-results', onClick: () => data.more() }, 'Show more'));
}

/** What a person cares for first comes first, each kind in the order in which it came. */
const RANKS = Object.keys(OUTCOMES);
const sorted = results => results.toSorted((one, other) => RANKS.indexOf(one.outcome) - RANKS.indexOf(other.outcome));

function took({ started_at: began, finished_at: ended }, now) {
  if (!began) return '';
  const end = ended ? Date.parse(ended) : now;
  return end === null ? '' : `, ${ended ? 'took' : 'for'} ${end - Date.parse(began) < 60_000 ? `${Math.max(0, (end - Date.parse(began)) / 1000).toFixed(1)} s` : age(end - Date.parse(began))}`;
}

function Result({ result }) {
  const { address, outcome, robot, evidence, duration_ms: duration, port } = result;
  return h('tr', { 'data-testid': 'result', 'data-address': address, 'data-outcome': outcome },
    h('td', { class: 'mono' }, port ? (address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`) : address),
    h('td', null, h('span', { class: `outcome-name ${outcome === 'robot' ? 'is-robot' : ''}`, title: OUTCOMES[outcome]?.[1] }, outcome === 'robot' ? 'Robot' : outcomeText(outcome))),
    h('td', { class: 'known' }, robot
      ? [h('bdi', { key: 'name' }, robot.name ?? robot.id), h('span', { key: 'rule', class: 'faint' }, ` ${robot.type}: ${ruleText(robot)}${motorsText(evidence?.buses) && ` (${motorsText(evidence.buses)})`}`)]
      : [h('bdi', { key: 'why' }, whyOf(result)), evidence?.first_bytes && h('code', { key: 'bytes', class: 'faint', dir: 'ltr' }, ` ${evidence.first_bytes}`)]),
    h('td', { class: 'faint' }, `${number(duration)} ms`));
}

export function Scans({ scans, fault, chosen, now, actions }) {
  return h('section', { class: 'card scans', 'aria-labelledby': 'scans-name' }, h('h3', { id: 'scans-name' }, 'Scans'),
    fault && h('p', { class: 'fault', role: 'alert' }, fault.message),
    scans?.length === 0 && h('p', { class: 'faint' }, 'Nothing was scanned yet.'),
    scans?.length > 0 && h('ul', { class: 'events' }, scans.map(scan => h('li', { key: scan.id },
      h('a', { class: 'what', href: actions.link({ scan: String(scan.id), outcome: null }), 'aria-current': String(String(scan.id) === chosen), 'data-testid': 'scan-link',
        onClick: event => { event.preventDefault(); actions.show({ scan: String(scan.id), outcome: null }); } },
      `${targetOf(scan)}: ${number(scan.found)} of ${number(scan.total)}`, h('span', { class: 'faint' }, scan.kind !== 'manual' && ` ${scan.schedule ?? scan.kind}`, scan.state !== 'finished' && ` ${STATES[scan.state] ?? scan.state}`)),
      h('time', { class: 'when faint', dateTime: scan.requested_at }, exactSeconds(Date.parse(scan.requested_at), now ?? undefined))))));
}
