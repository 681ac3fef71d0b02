// Values as people read them.

/** The age of something in as few characters as possible; seconds count. */
export function age(ms, coarse = false) {
  if (ms == null) return '–';
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (coarse && seconds < 3600) return seconds < 60 ? 'under 1 min' : `${Math.floor(seconds / 60)} min`;
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

export function percent(share) {
  return share == null ? '–' : `${Math.round(share * 100)} %`;
}

const count = new Intl.NumberFormat('en');
export const number = value => (value == null ? '–' : count.format(value));

const clockTime = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
export const time = value => clockTime.format(typeof value === 'string' ? Date.parse(value) : value);

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const minuteFormat = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });

/** A time to the minute, with its day where that is not today. */
export const exact = (ms, now = Date.now()) => dayOf(ms, now) + minuteFormat.format(ms);
export const exactSeconds = (ms, now = Date.now()) => dayOf(ms, now) + clockTime.format(ms);

function dayOf(ms, now) {
  const day = dayFormat.format(ms);
  return day === dayFormat.format(now ?? Date.now()) ? '' : `${day}, `;
}

export const TYPES = { lekiwi: 'LeKiwi', xle: 'XLE', unknown: 'Unknown' };
export const LABELS = {
  failed: 'Failed', offline: 'Offline', maintenance: 'Maintenance', discovered: 'Discovered', online: 'Online',
};
export const MEANINGS = {
  failed: 'Alive, and says itself that something is wrong',
  offline: 'It said goodbye, or its lease ran out: no heartbeat for three intervals',
  maintenance: 'Set aside by a person',
  discovered: 'Known, never heard',
  online: 'Its last heartbeat is younger than its lease',
};

/** What the robot can see of its being driven. Evidence, not a verdict on who drives. */
export function evidence(robot) {
  const seen = robot.beat?.teleoperation;
  if (!seen || (seen.host_ready == null && seen.command_rate_hz == null && !seen.source)) {
    return { kind: 'none', text: 'no evidence', detail: '' };
  }
  const { kind, text } = reading(seen);
  const who = [seen.source, seen.operator_id].filter(Boolean).join(' ');
  const detail = who || (kind === 'commands' ? 'nobody declared' : '');
  // Of a robot that is silent this was true at its last beat, and nobody knows whether it still is.
  return robot.alive ? { kind, text, detail } : { kind: 'none', text: `last: ${text}`, detail };
}

function reading(seen) {
  if (seen.command_rate_hz > 0) return { kind: 'commands', text: `commands ${Math.round(seen.command_rate_hz)} Hz` };
  if (seen.host_ready === true) return { kind: 'ready', text: 'host ready' };
  if (seen.host_ready === false) return { kind: 'down', text: 'host not ready' };
  return { kind: 'none', text: 'no commands' };
}
