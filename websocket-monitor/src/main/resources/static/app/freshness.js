// How old the data is, and why, in words.
import { steady } from '/app/clock.js';
import { age, time } from '/app/format.js';

/** The server says something every 5 s; what is older than this is old. */
const LONGEST_SILENCE_MS = 12_000;

/**
 * @returns {{level: 'live'|'slow'|'old'|'wait', label: string, asOf: ?number, message: ?string, detail: ?string}}
 * level `slow`: it goes on, by another way; `old`: what is shown may be wrong by now. `detail` changes every second.
 */
export function freshness(fleet, connection, heardAt, now) {
  const source = fleet.source;
  const known = source?.fresh_as_of ? Date.parse(source.fresh_as_of) : null;
  const old = (label, message, asOf, more = '') => ({ level: 'old', label, asOf, message, detail: `${since(asOf, now)}${more}` });
  if (connection.state === 'connecting' && !fleet.loaded) return { level: 'wait', label: 'Connecting', asOf: null, message: null };
  if (connection.state !== 'open') {
    const wait = Math.max(0, Math.ceil((connection.retryAt - steady()) / 1000));
    return old('Connection lost', 'The connection is lost.', known ? heardAt : null, ` Next try ${wait > 0 ? `in ${wait} s` : 'now'}.`);
  }
  if (!source) return { level: 'wait', label: 'Loading', asOf: null, message: null };
  if (fleet.gaps.has('state_manager_away') || source.state_manager === 'down') {
    return old('Data is old', 'The state manager does not answer. Robots may go unheard, which will count against none of them.', known);
  }
  if (now !== null && heardAt !== null && now - heardAt > LONGEST_SILENCE_MS && connection.mode === 'socket') {
    return old('Data is old', 'The service has fallen silent.', heardAt);
  }
  const asOf = Math.max(known, heardAt);
  if (connection.mode === 'polling') {
    return { level: 'slow', label: 'Asking', asOf, message: 'No live connection can be made. The page asks every few seconds instead.', detail: since(asOf, now) };
  }
  if (fleet.gaps.has('updates_lost') || source.redis === 'down') {
    return { level: 'slow', label: 'Delayed', asOf: known, message: 'Live updates are interrupted: Redis is away. The fleet is read every few seconds instead.', detail: since(known, now) };
  }
  return { level: 'live', label: 'Live', asOf, message: null };
}

function since(asOf, now) {
  if (asOf === null || now === null) return 'No robot was read yet.';
  return `What you see is from ${time(asOf)}, ${age(now - asOf)} ago.`;
}
