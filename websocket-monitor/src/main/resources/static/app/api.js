// Asks the fleet's API; what goes wrong is told in words.

const PROBLEM = 'urn:lekiwi-heartbeat:problem:';
/** What takes longer than this will not come. */
const PATIENCE_MS = 15_000;

const WORDS = {
  'unknown-robot': 'No robot has this id.',
  'changed-meanwhile': 'Somebody changed this robot while you were typing.',
  'time-too-old': 'That far back nothing is kept.',
  'cursor-too-old': 'That far back nothing is kept.',
  unavailable: 'The service cannot take this now. Try again in a moment.',
};

/** An answer that is no success. */
export class Problem extends Error {
  constructor(status, body) {
    const kind = body?.type?.startsWith(PROBLEM) ? body.type.slice(PROBLEM.length) : null;
    super(WORDS[kind] ?? wordsOf(status, body));
    this.status = status;
    this.kind = kind;
    this.faults = body?.faults ?? [];
    this.body = body ?? {};
  }
}

function wordsOf(status, body) {
  if (body?.faults?.length) return body.faults.map(({ field, message }) => `${field.replace(/^\//, '')}: ${message}`).join('; ');
  if (status === 404) return 'It does not exist.';
  if (status === 503 || status === 502 || status === 504) return WORDS.unavailable;
  return body?.detail ?? body?.title ?? `The answer was ${status}.`;
}

/**
 * @param {{method?: string, body?: object, headers?: object, signal?: AbortSignal, patience?: number}} options
 * @returns {Promise<object|null>} null when there is no body
 * @throws {Problem|Error} an Error when there was no answer at all
 */
export async function ask(path, { method = 'GET', body, headers = {}, signal, patience = PATIENCE_MS } = {}) {
  const signals = [AbortSignal.timeout(patience), signal].filter(Boolean);
  let answer;
  try {
    answer = await fetch(path, {
      method, signal: AbortSignal.any(signals), cache: 'no-cache',
      headers: body ? { 'Content-Type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json', ...headers } : headers,
      body: body ? JSON.stringify(body) : undefined,
    });
  } catch (fault) {
    if (signal?.aborted) throw fault;
    throw new Error(fault.name === 'TimeoutError' ? 'No answer came in time.' : 'The service cannot be reached.');
  }
  const isJson = /[/+]json/.test(answer.headers.get('Content-Type') ?? '');
  const read = isJson ? await answer.json().catch(() => null) : null;
  if (!answer.ok) throw Object.assign(new Problem(answer.status, read), { retryAfter: Number(answer.headers.get('Retry-After')) || null });
  return read;
}

export const robotPath = (id, more = '') => `/api/v2/robots/${encodeURIComponent(id)}${more}`;

/** A query of the parameters that have a value. */
export function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value != null && value !== '');
  return given.length ? `?${new URLSearchParams(given)}` : '';
}
