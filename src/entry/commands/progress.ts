/**
 * What a person sees while a command works: a bar on a terminal, plain lines in a pipe. All of it on standard error.
 * @module
 */
import cliProgress from 'cli-progress';

/** A view of work under way. */
export interface ProgressView {
  /** Moves the bar, on a terminal alone. `labels` fill the places that the format names. */
  show(done: number, total: number, labels?: Readonly<Record<string, string | number>>): void;
  /** Writes a line above the bar. */
  line(text: string): void;
  /** Takes the bar away. */
  stop(): void;
}

/** A view whose bar looks as `format` says, in the notation of cli-progress; the lines are the same everywhere. */
export function createProgress(format: string): ProgressView {
  if (!process.stderr.isTTY) {
    return { show() {}, line: (text) => console.error(text), stop() {} };
  }
  const bar = new cliProgress.SingleBar(
    // The library's own way of ending gracefully takes the signal and lets the work go on.
    { format, clearOnComplete: true, hideCursor: true, gracefulExit: false, stream: process.stderr },
    cliProgress.Presets.shades_classic,
  );
  const stop = () => bar.stop();
  // A cursor that was hidden would stay so.
  process.once('exit', stop);
  process.once('SIGINT', () => process.exit(130));
  return {
    show(done, total, labels = {}) {
      if (!bar.isActive) bar.start(total, done, labels);
      bar.setTotal(total);
      bar.update(done, labels);
    },
    line(text) {
      if (bar.isActive) bar.stop();
      console.error(text);
    },
    stop,
  };
}

/** A view that shows nothing. */
export const QUIET: ProgressView = { show() {}, line() {}, stop() {} };
