/**
 * How a command ends: its exit code, and what it says of an error.
 * @module
 */
import { CommanderError } from 'commander';
import { NewsglotError } from '../../errors.ts';

/** Exit codes of the command line. */
export const EXIT = {
  ok: 0,
  /** Something could not be read, translated or written. */
  failure: 1,
  /** The command line asks for what there is not. */
  usage: 2,
  /** Under `--strict`: all is written, but segments stand in their source that should not. */
  incomplete: 3,
} as const;

/** The exit code of a command that ended with an error. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  // What would be a 400 over HTTP.
  return error instanceof NewsglotError && error.status === 400 ? EXIT.usage : EXIT.failure;
}

/** One line on an error: what is wrong, and the machine code in brackets. Never a stack. */
export function explain(error: unknown): string {
  if (error instanceof NewsglotError) {
    const { message, detail, code } = error;
    return `${message}${detail === undefined ? '' : `: ${detail}`} [${code}]`;
  }
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? error.message : `${error.message.replace(`${code}: `, '')} [${code}]`;
}
