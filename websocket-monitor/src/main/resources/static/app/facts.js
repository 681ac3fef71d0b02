// What is known of a robot and of its beat.
import { h } from '/app/dom.js';
import { age, evidence, exactSeconds, number } from '/app/format.js';
import { Beat } from '/app/readings.js';

const fact = (name, ...value) => [h('dt', { key: name }, name), h('dd', { key: `${name}=` }, ...value)];
const absent = () => h('span', { class: 'faint' }, '–');

export function Facts({ robot, now, uptime, fault }) {
  const { beat, counters } = robot;
  const since = Date.parse(robot.status_since);
  return h('div', { class: 'cards' },
    h(Uptime, { uptime, fault }),
    h('section', { class: 'card', 'aria-label': 'Heartbeat' }, h('h3', null, 'Heartbeat'),
      h('dl', { class: 'facts' },
        fact('Last', h(Beat, { robot, now })),
        beat && [
          fact('Interval', `${beat.interval_s} s, lease ${3 * beat.interval_s} s`), fact('Says', beat.reported), fact('Number', number(beat.seq)),
          fact('Boot', h('bdi', { class: 'mono' }, beat.boot_id)), fact('Clock', skew(beat.skew_ms)),
        ],
        counters && [fact('Received', number(counters.received)), fact('Lost', h('span', { class: counters.lost > 0 ? 'missed' : '' }, lost(counters))), fact('Reboots', number(counters.reboots))])),
    h('section', { class: 'card', 'aria-label': 'Teleoperation evidence' }, h('h3', null, 'Teleoperation evidence'), h(Evidence, { robot })),
    h('section', { class: 'card', 'aria-label': 'Identity' }, h('h3', null, 'Identity'),
      h('dl', { class: 'facts' },
        fact('Status since', exactSeconds(since, now ?? undefined), now !== null && h('span', { class: 'faint' }, ` · ${age(now - since)}`)),
        fact('Known since', exactSeconds(Date.parse(robot.registered_at), now ?? undefined)),
        fact('Site', robot.site ? h('bdi', null, robot.site) : absent()),
        fact('Address', robot.address ? h('bdi', { class: 'mono' }, robot.address) : absent()),
        fact('Tags', robot.tags?.length ? h('span', { class: 'tags' }, robot.tags.map(tag => h('bdi', { key: tag, class: 'tag' }, tag))) : absent()),
        fact('Software', robot.versions?.software ? h('bdi', null, robot.versions.software) : absent()),
        fact('Agent', robot.versions?.agent ? h('bdi', null, robot.versions.agent) : absent()))));
}

function lost({ lost: missing, received }) {
  return missing === 0 ? '0' : `${number(missing)} (${((100 * missing) / (missing + received)).toFixed(2)} %)`;
}

function skew(ms) {
  if (ms == null) return absent();
  if (Math.abs(ms) < 50) return 'right';
  return `${age(Math.abs(ms)) === '0 s' ? `${Math.abs(ms)} ms` : age(Math.abs(ms))} ${ms > 0 ? 'behind' : 'ahead'}`;
}

function Evidence({ robot }) {
  const seen = robot.beat?.teleoperation;
  const { text, detail } = evidence(robot);
  return h('dl', { class: 'facts' },
    fact('Evidence', text), detail && fact('Who', h('bdi', null, detail)),
    seen?.command_rate_hz != null && fact('Commands', `${seen.command_rate_hz.toFixed(1)} Hz`),
    seen?.last_command_age_ms != null && fact('Last command', `${number(seen.last_command_age_ms)} ms before the beat`));
}

function Uptime({ uptime, fault }) {
  const gone = fault?.status === 410;
  const total = uptime ? uptime.up_s + uptime.down_s + uptime.blind_s : 0;
  const share = value => `${((100 * value) / total).toFixed(3)}%`;
  return h('section', { class: 'card', 'aria-label': 'Uptime', 'data-testid': 'uptime' }, h('h3', null, 'Uptime in this range'),
    fault && !gone && h('p', { class: 'fault' }, fault.message),
    gone && h('p', { class: 'faint' }, 'The log does not reach that far back.'),
    !uptime && !fault && h('p', { class: 'faint' }, 'Reading…'),
    uptime && !gone && [
      h('p', { key: 'share', class: 'big' }, uptime.uptime == null ? '–' : `${(Math.floor(uptime.uptime * 10_000) / 100).toFixed(2)} %`),
      total > 0 && h('div', { key: 'bar', class: 'uptime-bar', 'aria-hidden': 'true' }, h('i', { class: 'up', style: { width: share(uptime.up_s) } }), h('i', { class: 'down', style: { width: share(uptime.down_s) } })),
      h('p', { key: 'parts', class: 'faint' }, `${age(uptime.up_s * 1000)} up, ${age(uptime.down_s * 1000)} down`, uptime.blind_s >= 1 && `; ${age(uptime.blind_s * 1000)} unheard, which counts neither way`),
    ]);
}
