/**
 * Measures how long at least one of several overlapping waits lasted.
 * @module
 */

/** Adds up the time in which one or more of the promises given to {@link during} were pending. */
export class Stopwatch {
  readonly #now: () => number;
  #running = 0;
  #since = 0;
  #elapsed = 0;

  /** @param now milliseconds on a steady clock. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Milliseconds so far. */
  get elapsed(): number {
    return this.#elapsed + (this.#running > 0 ? this.#now() - this.#since : 0);
  }

  /** Counts the time until `work` settles. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running++ === 0) this.#since = this.#now();
    try {
      return await work();
    } finally {
      if (--this.#running === 0) this.#elapsed += this.#now() - this.#since;
    }
  }
}
