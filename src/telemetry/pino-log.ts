/**
 * The log of a Node process: lines of JSON on standard output, or lines for people where it is a terminal.
 * @module
 */
import { once } from 'node:events';
import { type Level as PinoLevel, pino } from 'pino';
import { type Facts, isAtLeast, type Level, type Log } from './log.ts';

/** Levels that can be configured: the least urgent that is written. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
/** How lines are written; `auto` is `text` on a terminal, else `json`. */
export const LOG_FORMATS = ['auto', 'json', 'text'] as const;

/** Options of {@link openLog}. */
export interface LogOptions {
  readonly level: (typeof LOG_LEVELS)[number];
  readonly format: (typeof LOG_FORMATS)[number];
}

/** Lines are held back until there are so many of them, or for so long: each write costs as much as an answer. */
const HELD_LINES = 128;
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
  // With a least length of 0 its `flush` would not wait. It can hold lines back itself, but counts the bytes of all of them at
  // every new one.
  const destination = pino.destination({ dest: 1, sync: false, minLength: 1 });
  await once(destination, 'ready');
  let held: Line[] = [];
  let isDue = false;
  const release = () => {
    if (held.length > 0) destination.write(held.map(jsonLine).join(''));
    held = [];
  };
  return {
    write(urgency, message, facts) {
      if (!isAtLeast(urgency, level)) return;
      if (!isDue) {
        isDue = true;
        setTimeout(() => {
          isDue = false;
          release();
        }, HELD_MS).unref();
      }
      if (held.push({ level: urgency, time: Date.now(), message, facts }) >= HELD_LINES) release();
    },
    // Not `flushSync`, which never returns once whoever read the lines is gone.
    flush: () =>
      new Promise<void>((resolve) => {
        setTimeout(resolve, FLUSH_MS).unref();
        release();
        destination.flush(() => resolve());
      }),
  };
}

/** A line that is held back: written out with others, it takes half of the time that it does alone. */
interface Line {
  readonly level: Level;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly message: string;
  readonly facts: Facts;
}

/** A line in pino's form. Pino itself puts lines together field by field, which takes twice as long. */
function jsonLine({ level, time, message, facts }: Line): string {
  const head = JSON.stringify({ level, time, msg: message });
  const rest = JSON.stringify(facts);
  return rest === '{}' ? `${head}\n` : `${head.slice(0, -1)},${rest.slice(1)}\n`;
}

function writerOf(logger: Record<PinoLevel, (facts: object, message: string) => void>): Log {
  return {
    write(level, message, facts) {
      logger[level](facts, message);
    },
  };
}
