/**
 * The service as the embed calls it: bounded, patient with one that is busy, and brief with one that refuses.
 * @module
 */

/** Where the service is, and the key to it if it asks for one. */
export interface ServiceAddress {
  /** Address without a slash at its end. */
  readonly endpoint: string;
  readonly key?: string | undefined;
}

/** Why there is no translation. */
export type Failure = 'busy' | 'refused' | 'unreachable';

/** An answer that is not one; trying again at once is of no use. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  constructor(readonly failure: Failure) {
    super(`the translation service is ${failure}`);
  }
}

const ATTEMPTS = 4;
/** Longest wait that readers are asked for before they are told instead, in milliseconds. */
const MAX_WAIT_MS = 20_000;
const REQUEST_MS = 60_000;

/** A connection whose requests all wait when the service asks one of them to. */
export class Service {
  readonly #address: ServiceAddress;
  #notBefore = 0;

  constructor(address: ServiceAddress) {
    this.#address = address;
  }

  /** Codes of the languages that the service translates into. @throws ServiceError; the signal's reason. */
  async languages(signal: AbortSignal): Promise<string[]> {
    const response = await this.#fetch('/v1/languages', {}, signal);
    const { languages } = (await response.json()) as { languages: { code: string }[] };
    return languages.map(({ code }) => code);
  }

  /** Localises an HTML document. @throws ServiceError; the signal's reason. */
  async localise(html: string, target: string, signal: AbortSignal): Promise<string> {
    const body = { method: 'POST', headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: html };
    const response = await this.#fetch(`/v1/translate?target=${encodeURIComponent(target)}`, body, signal);
    return response.text();
  }

  async #fetch(path: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
    const { endpoint, key } = this.#address;
    const headers = new Headers(init.headers);
    if (key) headers.set('Authorization', `Bearer ${key}`);
    for (let attempt = 1; ; attempt++) {
      await sleep(this.#notBefore - Date.now(), signal);
      const response = await fetch(endpoint + path, {
        ...init,
        headers,
        credentials: 'omit',
        signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_MS)]),
      }).catch(() => undefined);
      signal.throwIfAborted();
      if (response?.ok) return response;
      const wait = waitOf(response, attempt);
      if (attempt === ATTEMPTS || wait === undefined || wait > MAX_WAIT_MS)
        throw new ServiceError(failureOf(response));
      this.#notBefore = Math.max(this.#notBefore, Date.now() + wait);
    }
  }
}

/** Milliseconds until another attempt; `undefined` if none would help. */
function waitOf(response: Response | undefined, attempt: number): number | undefined {
  if (response && ![429, 502, 503, 504].includes(response.status)) return undefined;
  const asked = 1000 * Number(response?.headers.get('Retry-After') ?? Number.NaN);
  // Readers that were refused together do not come back together.
  return (asked || 500 * 2 ** attempt) * (1 + Math.random() / 4);
}

function failureOf(response: Response | undefined): Failure {
  if (!response) return 'unreachable';
  return response.status < 500 && response.status !== 429 ? 'refused' : 'busy';
}

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (ms <= 0) return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}
