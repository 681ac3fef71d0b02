// What came of asking an address, in words.

/** In the order in which a person cares: robots first, then what may be one, then what is none. */
export const OUTCOMES = {
  robot: ['Robots', 'A robot answered'],
  silent: ['Silent', 'It took the connection and said nothing'],
  too_slow: ['Too slow', 'It began to answer and did not end in time'],
  garbage: ['Garbage', 'What it answered makes no sense'],
  too_large: ['Too large', 'It answered more than a robot ever does'],
  redirected: ['Redirected', 'It sent us elsewhere; nobody went there'],
  not_a_robot: ['No robot', 'Something else answered'],
  refused: ['Refused', 'Nothing listens there'],
  unreachable: ['Unreachable', 'No connection in time, or no way there'],
  skipped_unhealthy: ['Left alone', 'It failed too often in a row to be asked again now'],
  failed: ['Our fault', 'We could not ask'],
};

export const outcomeText = outcome => OUTCOMES[outcome]?.[0] ?? outcome;

/** Why there is no robot, or what is odd about it. */
export function whyOf({ outcome, why, location, http_status: status }) {
  const said = [why, location && `to ${location}`, status && outcome !== 'robot' && `HTTP ${status}`].filter(Boolean);
  return said.length ? said.join(', ') : OUTCOMES[outcome]?.[1] ?? '';
}

const RULES = {
  one_arm_and_base_on_one_bus: 'one arm and a base on one bus',
  two_arms_head_and_base_on_two_buses: 'two arms, a head and a base on two buses',
  no_match: 'its motors match no type',
};

/** What the type was told from. */
export const ruleText = ({ rule, reasons = [] }) => [RULES[rule] ?? rule, ...reasons].join('; ');

export const ADOPTIONS = { found: 'not adopted', pending: 'being adopted', adopted: 'adopted', ignored: 'ignored', refused: 'refused' };

/** The motors that answered, bus by bus. */
export const motorsText = buses => (buses ?? []).map(({ port, motors }) => `${port}: ${motors.length} ${motors.length === 1 ? 'motor' : 'motors'}`).join(' · ');
