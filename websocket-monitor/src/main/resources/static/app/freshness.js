// How old the data is, and why, in words.
import { age, time } from '/app/format.js';

/**
 * @returns {{level: 'live'|'slow'|'old'|'wait', label: string, asOf: number|null, message: string|null}}
 * level `slow`: it goes on, by another way; `old`: what is shown may be wrong by now
 */
export function freshness(fleet, connection, heardAt, now) {
  const source = fleet.source;
  const known = source?.fresh_as_of ? Date.parse(source.fresh_as_of) : null;
  if (connection.state !== 'open') {
    if (!fleet.loaded && connection.state === 'connecting') return { level: 'wait', label: 'Connecting', asOf: null, message: null };
    const wait = Math.max(0, Math.ceil((connection.retryAt - Date.now()) / 1000));
    return { level: 'old', label: 'Connection lost', asOf: known ? heardAt : null,
      message: `The connection is lost. ${since(known ? heardAt : null, now)} Next try ${wait > 0 ? `in ${wait} s` : 'now'}.` };
  }
  if (!source) return { level: 'wait', label: 'Loading', asOf: null, message: null };
  if (fleet.gaps.has('state_manager_away') || source.state_manager === 'down') {
    return { level: 'old', label: 'Data is old', asOf: known,
      message: `The state manager does not answer. Robots may go unheard, which will count against none of them. ${since(known, now)}` };
  }
  if (fleet.gaps.has('updates_lost') || source.redis === 'down') {
    return { level: 'slow', label: 'Delayed', asOf: known,
      message: `Live updates are interrupted: Redis is away. The fleet is read every few seconds instead. ${since(known, now)}` };
  }
  return { level: 'live', label: 'Live', asOf: Math.max(known, heardAt), message: null };
}

function since(asOf, now) {
  if (asOf === null || now === null) return 'No robot was read yet.';
  return `What you see is from ${time(asOf)}, ${age(now - asOf)} ago.`;
}
