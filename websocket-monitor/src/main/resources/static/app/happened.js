// Events of a robot, in words.
import { causeText } from '/app/condition.js';
import { age, exact } from '/app/format.js';

const PLAIN = {
  registered: 'Heard for the first time', discovered: 'Discovered', online: 'Online again', rebooted: 'Rebooted',
  failed: 'Failed: it says that something is wrong', recovered: 'Recovered', retired: 'Taken out of the fleet',
  returned: 'Back in the fleet', identity_conflict: 'Two robots seem to have this name',
};

const TOLD = {
  offline: ({ cause }) => `Offline: ${causeText(cause) ?? 'its lease ran out'}`,
  cause_changed: ({ cause, previous }) => `Why it is offline: ${causeText(cause)}, not ${causeText(previous)}`,
  flapping: ({ flapping, count, status }) => (flapping ? `Flapping: offline ${count} times` : `No longer flapping; it is ${status}`),
  maintenance_started: ({ until, by, reason }) => `Maintenance until ${exact(Date.parse(until))}, by ${by}${reason ? `: ${reason}` : ''}`,
  maintenance_ended: ({ ended_by: by, status }) => `Maintenance ended ${by === 'person' ? 'by a person' : 'by itself'}; it is ${status}`,
  software_changed: ({ agent, software }) => `Other software: ${[agent && `agent ${agent}`, software].filter(Boolean).join(', ') || 'unknown'}`,
  changed: ({ previous, ...now }) => `Changed: ${Object.keys(now).filter(key => now[key] !== previous?.[key]).map(key => `${key} ${now[key]}`).join(', ')}`,
  history_corrected: ({ from, to }) => `Was alive all the same for ${age(Date.parse(to) - Date.parse(from))}, late beats say`,
};

export function happened(event) {
  return PLAIN[event.kind] ?? TOLD[event.kind]?.(event.details) ?? event.kind.replaceAll('_', ' ');
}
