/**
 * One file over HTTP into a file, on Node: what has arrived is kept when the connection is cut, and only the rest is asked
 * for again.
 * @module
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-range-requests
 */
import { mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NewsglotError } from '../errors.ts';

/** What to fetch, and where to. */
export interface Download {
  readonly url: string;
  /** Grows as bytes arrive; a caller that wants it whole or not at all gives another name than the last one. */
  readonly file: string;
  /** Most bytes that are taken. */
  readonly maxBytes: number;
  /** Told how many bytes of the file there are, and how many there will be, as far as the server says. */
  readonly onProgress?: ((bytes: number, total: number | undefined) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Attempts without a single new byte before giving up, and the wait between two of them. */
const ATTEMPTS = 5;
const WAIT_MS = 300;

/**
 * Fetches a file, or the rest of it when its beginning is there.
 * @throws NewsglotError `unknown_model` for 401, 403 and 404, `model_rejected` for a file over `maxBytes`, `download_failed`
 * when the server answers otherwise or the connection is cut again and again; the signal's reason when it is aborted.
 */
export async function download(what: Download): Promise<void> {
  await mkdir(dirname(what.file), { recursive: true });
  for (let attempt = 1; ; attempt++) {
    const before = await sizeOf(what.file);
    try {
      return await fetchRest(what, before);
    } catch (error) {
      what.signal?.throwIfAborted();
      if (error instanceof NewsglotError) throw error;
      if ((await sizeOf(what.file)) > before) attempt = 0;
      if (attempt === ATTEMPTS) throw failed('the connection was cut', error);
      await sleep(WAIT_MS * attempt, undefined, { signal: what.signal });
    }
  }
}

async function fetchRest({ url, file, maxBytes, onProgress, signal }: Download, have: number): Promise<void> {
  const etag = have > 0 ? await readFile(etagFile(file), 'utf8').catch(() => undefined) : undefined;
  const headers: Record<string, string> = { 'Accept-Encoding': 'identity' };
  // A part whose version is not known may be of another file by now.
  if (etag !== undefined) Object.assign(headers, { Range: `bytes=${have}-`, 'If-Range': etag });
  const response = await fetch(url, { headers, ...(signal && { signal }) });
  const { status, body } = response;
  if (status === 401 || status === 403 || status === 404) {
    throw new NewsglotError('unknown_model', `the hub does not have ${new URL(url).pathname}`);
  }
  // All of it is there: nothing lies beyond.
  if (status === 416 && etag !== undefined && totalOf(response) === have) return;
  if (status === 416) await rm(file, { force: true });
  if (status >= 500 || status === 416 || status === 429) throw new Error(`the hub answered ${status}`);
  if ((status !== 200 && status !== 206) || body === null) throw failed(`the hub answered ${status}`);

  const start = status === 206 ? have : 0;
  const length = Number(response.headers.get('Content-Length') ?? Number.NaN);
  const total = Number.isNaN(length) ? undefined : start + length;
  await writeFile(etagFile(file), strongEtag(response));
  let bytes = start;
  const out = await open(file, start > 0 ? 'a' : 'w');
  try {
    // Chunk by chunk: a stream in between would lose what it holds when the connection is cut.
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > maxBytes)
        throw new NewsglotError('model_rejected', `a file of the model is over ${maxBytes} bytes`);
      await out.write(chunk);
      onProgress?.(bytes, total);
    }
  } finally {
    await out.close();
  }
  if (total !== undefined && bytes !== total) throw new Error('the connection ended early');
}

/** Deletes what a download has left. */
export async function discard(file: string): Promise<void> {
  await rm(file, { force: true });
  await rm(etagFile(file), { force: true });
}

/** Deletes what a download needed beside the file. */
export async function settle(file: string): Promise<void> {
  await rm(etagFile(file), { force: true });
}

function etagFile(file: string): string {
  return `${file}.etag`;
}

/** The validator of `If-Range`, which must not be a weak one; a date that never matches when there is none. */
function strongEtag(response: Response): string {
  const etag = response.headers.get('ETag');
  return etag === null || etag.startsWith('W/') ? '"none"' : etag;
}

function totalOf(response: Response): number | undefined {
  const total = /\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '')?.[1];
  return total === undefined ? undefined : Number(total);
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

function failed(message: string, cause?: unknown): NewsglotError {
  return new NewsglotError('download_failed', message, { cause });
}
