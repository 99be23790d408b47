/**
 * The log of a Node process: lines of JSON on standard output, or lines for people where it is a terminal.
 * @module
 */
import { once } from 'node:events';
import { type Level as PinoLevel, pino } from 'pino';
import type { Log } from './log.ts';

/** Levels that can be configured: the least urgent that is written. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
/** How lines are written; `auto` is `text` on a terminal, else `json`. */
export const LOG_FORMATS = ['auto', 'json', 'text'] as const;

/** Options of {@link openLog}. */
export interface LogOptions {
  readonly level: (typeof LOG_LEVELS)[number];
  readonly format: (typeof LOG_FORMATS)[number];
}

/** Lines are held back until there are so many bytes of them, or for so long: each write costs as much as an answer. */
const HELD_BYTES = 32 * 1024;
const HELD_MS = 200;
/** Longest wait for held lines to be written. */
const FLUSH_MS = 1000;

/** A log that holds lines back for a moment. */
export interface BufferedLog extends Log {
  /** Writes what is held back: for the end of the process. Settles when it is written, or cannot be. */
  flush(): Promise<void>;
}

/** Opens the log. Lines are written in the background, many at once when there are many. */
export async function openLog({ level, format }: LogOptions): Promise<BufferedLog> {
  const asText = format === 'text' || (format === 'auto' && process.stdout.isTTY);
  if (asText) {
    const { default: pretty } = await import('pino-pretty');
    const stream = pretty({
      sync: true,
      singleLine: true,
      ignore: 'pid,hostname,method,route,status,durationMs',
      messageFormat: '{if method}{method} {route} {status} {durationMs} ms{end}{if fault}fault{end}',
    });
    return { ...writerOf(pino({ level }, stream)), flush: async () => {} };
  }
  const destination = pino.destination({
    dest: 1,
    sync: false,
    minLength: HELD_BYTES,
    maxWrite: 2 * HELD_BYTES,
  });
  await once(destination, 'ready');
  const options = { level, base: null, formatters: { level: (label: string) => ({ level: label }) } };
  const writer = writerOf(pino(options, destination));
  let isDue = false;
  // Not `flushSync`, which never returns once whoever read the lines is gone.
  const flush = () =>
    new Promise<void>((resolve) => {
      setTimeout(resolve, FLUSH_MS).unref();
      destination.flush(() => resolve());
    });
  return {
    write(...line) {
      writer.write(...line);
      if (isDue) return;
      isDue = true;
      setTimeout(() => {
        isDue = false;
        void flush();
      }, HELD_MS).unref();
    },
    flush,
  };
}

function writerOf(logger: Record<PinoLevel, (facts: object, message: string) => void>): Log {
  return {
    write(level, message, facts) {
      logger[level](facts, message);
    },
  };
}
