/**
 * Single flight: concurrent calls for one key share one computation.
 * @module
 */

interface Flight<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiters: number;
}

/** Computations under way, by key. A computation is aborted when the last of its callers has left. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Flight<T>>();
  /** One listener a signal, however many segments of a request wait on it. */
  readonly #abortions = new WeakMap<AbortSignal, Promise<never>>();

  /**
   * Joins the computation under `key`, or starts it.
   * @throws what the computation throws, or the signal's reason as soon as `signal` is aborted.
   */
  async run(key: string, start: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    let flight = this.#flights.get(key);
    if (!flight) {
      flight = this.#begin(key, start);
    }
    flight.waiters++;
    try {
      return await (signal ? this.#untilAborted(flight.result, signal) : flight.result);
    } finally {
      flight.waiters--;
      if (flight.waiters === 0 && this.#flights.get(key) === flight) {
        this.#flights.delete(key);
        flight.controller.abort(signal?.reason);
      }
    }
  }

  #begin(key: string, start: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const result = start(controller.signal);
    const flight: Flight<T> = { result, controller, waiters: 0 };
    const forget = () => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    result.then(forget, forget);
    this.#flights.set(key, flight);
    return flight;
  }

  #untilAborted(result: Promise<T>, signal: AbortSignal): Promise<T> {
    let aborted = this.#abortions.get(signal);
    if (!aborted) {
      aborted = new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
      aborted.catch(() => {}); // Whoever waits is told through the race.
      this.#abortions.set(signal, aborted);
    }
    return Promise.race([result, aborted]);
  }
}
