/**
 * The priority of one thread, on Linux: there it is a thread's own, elsewhere the process's.
 * @module
 */
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';

/** As `nice`: a third of the processor time that a thread of the usual priority gets where both want a core. */
const NICE = 5;

/**
 * Lets the other threads go first: where all cores compute, the event loop would have to wait for its turn as long as any of
 * them. Does nothing where the system has no such thing or forbids it.
 */
export function yieldToEventLoop(): void {
  if (process.platform !== 'linux') return;
  try {
    // `<process>/task/<thread>`: a synchronous call runs on the thread that makes it.
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    setPriority(thread, NICE);
  } catch {
    // The work is done at the usual priority.
  }
}
