// What a robot said of itself at a time: which readings there are, and how they are written.

const percent = value => `${Math.round(value)} %`;
const share = value => `${Math.round(value * 100)} %`;

export const READINGS = [
  { name: 'battery', label: 'Battery', low: 0, high: 100, of: point => point.battery?.percent, latest: beat => beat?.battery?.percent, text: percent },
  { name: 'voltage', label: 'Voltage', of: point => point.battery?.voltage, latest: beat => beat?.battery?.voltage, text: value => `${value.toFixed(1)} V` },
  { name: 'cpu', label: 'CPU', low: 0, high: 1, of: point => point.resources?.cpu, latest: beat => beat?.resources?.cpu, text: share },
  { name: 'memory', label: 'Memory', low: 0, high: 1, of: point => point.resources?.memory, latest: beat => beat?.resources?.memory, text: share },
  { name: 'disk', label: 'Disk', low: 0, high: 1, of: point => point.resources?.disk, latest: beat => beat?.resources?.disk, text: share },
  { name: 'temperature', label: 'Temperature', low: 20, high: 90, of: point => point.resources?.temperature_c, latest: beat => beat?.resources?.temperature_c, text: value => `${Math.round(value)} °C` },
];

/** The points of each reading that has any, with the span that its chart shows. */
export function seriesOf(samples) {
  if (!samples) return [];
  return READINGS.map(reading => {
    const points = samples.points.flatMap(point => {
      const spread = reading.of(point);
      return spread ? [{ at: Date.parse(point.at), min: spread.min, mean: spread.mean, max: spread.max }] : [];
    });
    const least = Math.min(...points.map(point => point.min)), most = Math.max(...points.map(point => point.max));
    const room = Math.max(0.5, (most - least) * 0.2);
    return { ...reading, points, low: reading.low ?? least - room, high: reading.high ?? most + room };
  }).filter(reading => reading.points.length > 0);
}

/** The reading at a time; null when there was none in that step. */
export function readingAt(points, at, step) {
  const point = points.find(some => some.at <= at && at < some.at + step);
  return point ?? null;
}
