/**
 * A circuit breaker before an engine: once it has failed several times in a row it is let rest, and requests are refused at
 * once instead of each waiting to fail. After the rest one request tries it; its success lets all others in again.
 * @module
 * @see https://learn.microsoft.com/azure/architecture/patterns/circuit-breaker
 */
import { BrokenCircuitError, CircuitState, ConsecutiveBreaker, circuitBreaker, handleType } from 'cockatiel';
import { NewsglotError } from '../errors.ts';
import type { Engine } from './engine.ts';

/** When a circuit opens, and for how long. */
export interface CircuitOptions {
  /** Failures in a row after which the engine is let rest. A batch that fails is one, however many sentences it has. */
  readonly failures: number;
  /** Milliseconds of rest before it is tried again. */
  readonly restMs: number;
}

/** The options of a service that states none. */
export const DEFAULT_CIRCUIT: CircuitOptions = { failures: 5, restMs: 10_000 };

/** `closed`: work goes through. `open`: it is refused. `half-open`: one piece of work tries whether it goes again. */
export type CircuitPosition = 'closed' | 'open' | 'half-open';

/** A circuit breaker, which any number of engines on one model share. */
export interface Circuit {
  readonly position: CircuitPosition;
  /**
   * Lets work in.
   * @throws NewsglotError `unavailable`, with the time after which the engine is tried again.
   */
  enter(): Pass;
}

/** Work that was let in. */
export interface Pass {
  /**
   * Does a part of the work.
   * @throws NewsglotError `unavailable` when the circuit has opened meanwhile; what the work throws.
   */
  run<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T>;
}

/** What the breaker counts. */
class Failure extends Error {
  constructor(override readonly cause: unknown) {
    super();
  }
}

const POSITIONS: Readonly<Record<CircuitState, CircuitPosition>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Isolated]: 'open',
};

/** A closed circuit. */
export function createCircuit({ failures, restMs }: CircuitOptions): Circuit {
  const breaker = circuitBreaker(handleType(Failure), {
    halfOpenAfter: restMs,
    breaker: new ConsecutiveBreaker(failures),
  });
  let opened = 0;
  breaker.onBreak(() => {
    opened = Date.now();
  });

  /** Sentences of one batch fail with one and the same error, which counts once. */
  const counted = new WeakSet<Error>();
  function isNewFault(error: unknown): boolean {
    if (!isFault(error) || counted.has(error)) return false;
    counted.add(error);
    return true;
  }

  function refusal(): NewsglotError {
    const left = breaker.state === CircuitState.Open ? restMs - (Date.now() - opened) : 0;
    return new NewsglotError('unavailable', 'the engine has failed and is let rest', {
      retryAfter: Math.max(1, Math.ceil(left / 1000)),
    });
  }

  return {
    get position() {
      return POSITIONS[breaker.state];
    },
    enter() {
      if (breaker.state === CircuitState.HalfOpen) throw refusal();
      if (breaker.state === CircuitState.Open && Date.now() - opened < restMs) throw refusal();
      const tries = breaker.state === CircuitState.Open;
      return {
        async run(work, signal) {
          // The breaker would have it wait for the one that tries, which on Workers is another request's and cannot be waited for.
          if (breaker.state === CircuitState.HalfOpen && !tries) throw refusal();
          const trial = breaker.state !== CircuitState.Closed;
          try {
            return await breaker.execute(() =>
              work().catch((error: unknown) => {
                // A trial that ends in any other way than with a translation has proved nothing.
                throw trial || (!signal?.aborted && isNewFault(error)) ? new Failure(error) : error;
              }),
            );
          } catch (error) {
            if (error instanceof BrokenCircuitError) throw refusal();
            throw error instanceof Failure ? error.cause : error;
          }
        },
      };
    },
  };
}

/** Puts a circuit before an engine. */
export function guarded(engine: Engine, circuit: Circuit): Engine {
  return {
    ...engine,
    async translate(request, signal) {
      return circuit.enter().run(() => engine.translate(request, signal), signal);
    },
    reserve(load) {
      const pass = circuit.enter();
      const document = engine.reserve(load);
      return {
        ...document,
        translate: (request, signal) => pass.run(() => document.translate(request, signal), signal),
      };
    },
  };
}

/** Whether an error is the engine's own, rather than of what it was asked for or of how much. */
function isFault(error: unknown): error is Error {
  if (error instanceof NewsglotError) return error.status >= 500 && error.code !== 'overloaded';
  return error instanceof Error;
}
