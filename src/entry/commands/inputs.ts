/**
 * What a command reads: files, patterns of files, addresses on the web, standard input.
 * @module
 */
import { createReadStream, existsSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import type { Format } from '../../document/document.ts';
import { sniffFormat } from '../../document/formats.ts';
import { NewsglotError } from '../../errors.ts';

/** A document that can be read. */
export interface Input {
  readonly kind: 'file' | 'url' | 'stdin';
  /** As it is shown and reported: the path, the address, or `-`. */
  readonly name: string;
}

/** A document that has been read. */
export interface ReadInput {
  readonly content: string;
  readonly format: Format;
}

/** Longest time for fetching one address, in milliseconds. */
const FETCH_MS = 60_000;

/**
 * The documents that arguments name, each once, in their order. A pattern that the shell has not filled in (in quotes, or
 * with `**`) is filled in here, unless a file has that very name.
 * @throws NewsglotError `invalid_request` for a pattern that no file matches.
 */
export async function findInputs(names: readonly string[]): Promise<Input[]> {
  const found = new Map<string, Input>();
  const add = (kind: Input['kind'], name: string) => {
    const key = kind === 'file' ? resolve(name) : name;
    if (!found.has(key)) found.set(key, { kind, name });
  };
  for (const name of names) {
    if (name === '-') add('stdin', name);
    else if (/^https?:\/\//i.test(name)) add('url', name);
    else if (!isDynamicPattern(name) || existsSync(name)) add('file', name);
    else {
      const files = (await glob(name, { expandDirectories: false })).sort();
      if (files.length === 0) throw new NewsglotError('invalid_request', `no file matches ${name}`);
      for (const file of files) add('file', file);
    }
  }
  return [...found.values()];
}

/**
 * Reads a document.
 * @param format the format that the caller states; else it is found from the media type, the file's ending or the content.
 * @throws NewsglotError `content_too_large`, `download_failed`; `unsupported_media_type` for bytes that are not in their
 * charset, which would be lost; the system's error for a file that cannot be read.
 */
export async function readInput(
  { kind, name }: Input,
  { format, maxBytes }: { readonly format?: Format | undefined; readonly maxBytes: number },
): Promise<ReadInput> {
  if (kind === 'url') return readUrl(name, format, maxBytes);
  const bytes = await collect(kind === 'stdin' ? process.stdin : createReadStream(name), maxBytes);
  const content = decode(bytes, 'utf-8');
  return {
    content,
    format: format ?? FORMAT_OF_ENDING[extname(name).toLowerCase()] ?? sniffFormat(content),
  };
}

/** Endings of files that say more than the content may. */
const FORMAT_OF_ENDING: Readonly<Record<string, Format>> = {
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.txt': 'text',
  '.html': 'html',
  '.htm': 'html',
};

async function readUrl(url: string, stated: Format | undefined, maxBytes: number): Promise<ReadInput> {
  const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_MS) }).catch((cause: unknown) => {
    const reason = (cause as Error).cause ?? cause;
    const { code, message } = reason as NodeJS.ErrnoException;
    throw new NewsglotError('download_failed', `it cannot be fetched: ${code ?? message}`, { cause });
  });
  if (!response.ok || !response.body) {
    throw new NewsglotError(
      'download_failed',
      `it cannot be fetched: the server answered ${response.status}`,
    );
  }
  const type = response.headers.get('Content-Type') ?? '';
  const charset = /;\s*charset="?([\w-]+)/i.exec(type)?.[1] ?? 'utf-8';
  const content = decode(await collect(response.body, maxBytes), charset);
  const format = stated ?? sniffFormat(content, type);
  if (format) return { content, format };
  throw new NewsglotError('unparseable_document', 'the XML is of no format that is known');
}

async function collect(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const taken: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > maxBytes) {
      throw new NewsglotError(
        'content_too_large',
        `it is larger than ${maxBytes} bytes; MAX_BODY_BYTES can be set higher`,
      );
    }
    taken.push(chunk);
  }
  return Buffer.concat(taken);
}

function decode(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const name = charset.toUpperCase();
    throw new NewsglotError(
      'unsupported_media_type',
      `it is not ${name}; convert it first, e.g. iconv -f latin1`,
    );
  }
}
