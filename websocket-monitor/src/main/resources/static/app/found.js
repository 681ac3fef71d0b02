// Robots that scans found: what they are and from what that is known, and whether the fleet shall have them.
import { h } from '/app/dom.js';
import { TYPES, number } from '/app/format.js';
import { ADOPTIONS, ruleText } from '/app/outcomes.js';

/** So many are drawn; the search finds the others. */
const MOST = 500;

export function FoundRobots({ robots, fault, fleet, actions, decide }) {
  return h('section', { class: 'card', 'aria-labelledby': 'found-name', 'data-testid': 'found' },
    h('h3', { id: 'found-name' }, 'Robots that were found', robots && `: ${number(robots.length)}`),
    fault && h('p', { class: 'fault', role: 'alert' }, fault.message),
    robots?.length === 0 && h('p', { class: 'faint' }, 'None yet. Robots that send heartbeats are in the fleet without being looked for.'),
    robots?.length > 0 && h('ul', { class: 'found' }, robots.slice(0, MOST).map(found => h(Found, { key: found.address, found, fleet, actions, decide }))),
    robots?.length > MOST && h('p', { class: 'faint' }, `${number(robots.length - MOST)} more are not drawn.`));
}

function Found({ found, fleet, actions, decide }) {
  const { address, port, robot, evidence, adoption, adoption_detail: detail, ignored_reason: reason } = found;
  const isMember = fleet.robots.has(robot.id);
  return h('li', { 'data-testid': 'found-robot', 'data-address': address, 'data-adoption': adoption },
    h('div', { class: 'found-who' },
      isMember ? h('a', { href: actions.link({ robot: robot.id }), onClick: event => actions.follow(event, robot.id) }, h('bdi', null, robot.name ?? robot.id)) : h('b', null, h('bdi', null, robot.name ?? robot.id)),
      h('span', { class: 'faint mono' }, ` ${address.includes(':') ? `[${address}]` : address}:${port}`),
      h('details', null, h('summary', null, h('span', { class: `type type-${robot.type}` }, TYPES[robot.type] ?? robot.type), h('span', { class: 'faint' }, ` from ${ruleText(robot)}`)),
        h('dl', { class: 'facts' },
          h('dt', null, 'Id'), h('dd', null, robot.id),
          h('dt', null, 'It says'), h('dd', null, robot.claimed_type ?? 'nothing of its type'),
          (evidence?.buses ?? []).map(({ port: bus, motors }) => [h('dt', { key: bus }, bus), h('dd', { key: `${bus}-motors` }, motors.join(', '))])))),
    h('div', { class: 'found-doing' },
      robot.contradiction && h('p', { class: 'fault' }, `It says ${robot.claimed_type}; its motors say otherwise`),
      h('span', { class: 'faint' }, ADOPTIONS[adoption] ?? adoption, (detail ?? reason) && [': ', h('bdi', { key: 'detail' }, detail ?? reason)]),
      ['found', 'refused'].includes(adoption) && h('button', { type: 'button', class: 'button', 'aria-label': `Adopt ${robot.id}`, 'data-testid': 'adopt', onClick: () => decide(found, 'adopt') }, 'Adopt'),
      ['found', 'pending', 'refused'].includes(adoption) && h('button', { type: 'button', class: 'button', 'aria-label': `Ignore ${robot.id}`, 'data-testid': 'ignore', onClick: () => decide(found, 'ignore') }, 'Ignore'),
      adoption === 'ignored' && h('button', { type: 'button', class: 'button', 'aria-label': `No longer ignore ${robot.id}`, 'data-testid': 'unignore', onClick: () => decide(found, 'unignore') }, 'No longer ignore')));
}
