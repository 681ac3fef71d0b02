// Events in words.
import { CAUSES, causeText } from '/app/condition.js';
import { age, exact } from '/app/format.js';
import { drivenText } from '/app/teleoperation.js';

/** Each kind: its name, and the look of it. */
export const KINDS = {
  online: ['Online', 'online'], offline: ['Offline', 'offline'], failed: ['Failed', 'failed'], recovered: ['Recovered', 'online'],
  registered: ['Registered', 'online'], discovered: ['Discovered', 'discovered'], rebooted: ['Rebooted', 'discovered'], flapping: ['Flapping', 'flapping'],
  site_unreachable: ['Site unreachable', 'offline'], site_recovered: ['Site recovered', 'online'], observer_blind: ['Nobody listened', 'discovered'],
  identity_conflict: ['Identity conflict', 'failed'], maintenance_started: ['Maintenance began', 'maintenance'], maintenance_ended: ['Maintenance ended', 'maintenance'],
  changed: ['Changed', 'discovered'], software_changed: ['Software changed', 'discovered'], cause_changed: ['Cause corrected', 'offline'], history_corrected: ['History corrected', 'discovered'],
  retired: ['Retired', 'offline'], returned: ['Returned', 'online'], teleoperation_changed: ['Teleoperation', 'discovered'], evidence_changed: ['Evidence', 'discovered'],
  claimed: ['Claimed', 'discovered'], released: ['Released', 'discovered'], ghost_driver: ['Ghost driver', 'failed'], two_sources: ['Two sources', 'failed'],
};
export const kindText = kind => KINDS[kind]?.[0] ?? kind.replaceAll('_', ' ');
export const kindTone = kind => KINDS[kind]?.[1] ?? 'discovered';

const PLAIN = {
  registered: 'Heard for the first time', discovered: 'Discovered', online: 'Online again', rebooted: 'Rebooted',
  failed: 'Failed: it says that something is wrong', recovered: 'Recovered', retired: 'Taken out of the fleet',
  returned: 'Back in the fleet', identity_conflict: 'Two robots seem to have this name', evidence_changed: 'Other evidence of being driven',
  ghost_driver: 'Commands flow, and nobody has said that it is them', two_sources: 'Two sources command it at once',
};

const TOLD = {
  offline: ({ cause }) => `Offline: ${causeText(cause) ?? 'its lease ran out'}`,
  cause_changed: ({ cause, previous }) => `Why it is offline: ${causeText(cause)}, not ${causeText(previous)}`,
  flapping: ({ flapping, count, status }) => (flapping ? `Flapping: offline ${count} times` : `No longer flapping; it is ${status}`),
  maintenance_started: ({ until, by, reason }) => `Maintenance until ${exact(Date.parse(until))}, by ${by}${reason ? `: ${reason}` : ''}`,
  maintenance_ended: ({ ended_by: by, status }) => `Maintenance ended ${by === 'person' ? 'by a person' : 'by itself'}; it is ${status}`,
  software_changed: ({ agent, software }) => `Other software: ${[agent && `agent ${agent}`, software].filter(Boolean).join(', ') || 'unknown'}`,
  changed: ({ previous, ...now }) => `Changed: ${changes(previous ?? {}, now)}`,
  history_corrected: ({ from, to }) => `Was alive all the same for ${age(Date.parse(to) - Date.parse(from))}, late beats say`,
  teleoperation_changed: ({ status, operator_id: who }) => `Teleoperation: ${drivenText(status)}${who ? ` by ${who}` : ''}`,
  claimed: ({ operator_id: who }) => `Claimed${who ? ` by ${who}` : ''}`,
  released: ({ operator_id: who }) => `Released${who ? ` by ${who}` : ''}`,
  site_unreachable: ({ cause, robots_lost: lost, robots_alive: alive }) => `${CAUSES[cause]?.[0] ?? 'Silent'}: ${lost ?? 'all'} of ${alive ?? 'its'} robots fell silent together`,
  site_recovered: ({ outcome }) => (outcome === 'stayed_away' ? 'The incident is over; its robots stay away' : 'Its robots are back'),
  observer_blind: ({ cause, ended_at: to, began_at: from }) => `Nobody listened${from && to ? ` for ${age(Date.parse(to) - Date.parse(from))}` : ''}${cause ? ` (${cause.replaceAll('_', ' ')})` : ''}; it counts against no robot`,
};

const worded = value => (Array.isArray(value) ? value.join(', ') || 'none' : value ?? 'none');

function changes(previous, now) {
  const keys = Object.keys({ ...previous, ...now }).filter(key => key !== 'announced' && String(now[key]) !== String(previous[key]));
  return keys.map(key => `${key} ${worded(now[key])}${previous[key] == null ? '' : ` (was ${worded(previous[key])})`}`).join(', ') || 'nothing to be seen';
}

export function happened(event) {
  return PLAIN[event.kind] ?? TOLD[event.kind]?.(event.details ?? {}) ?? kindText(event.kind);
}
