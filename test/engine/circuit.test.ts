import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCircuit, guarded } from '../../src/engine/circuit.ts';
import { loadEmbeddedEngine } from '../../src/engine/embedded-node.ts';
import type { DocumentEngine, Engine } from '../../src/engine/engine.ts';
import { NewsglotError } from '../../src/errors.ts';
import { en, fr } from './embedded.ts';

const real = await loadEmbeddedEngine({ threads: 1 });
afterAll(() => real.close());

/** What translations fail with just now. */
let fault: (() => unknown) | undefined;
/** Translations that the engine was asked for. */
let asked = 0;
beforeEach(() => {
  fault = undefined;
  asked = 0;
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});
const failing = <E extends Engine | DocumentEngine>(engine: E): E => ({
  ...engine,
  async translate(request, signal) {
    asked++;
    if (fault) throw fault();
    return engine.translate(request, signal);
  },
});
const faulty: Engine = { ...failing(real), reserve: (load) => failing(real.reserve(load)) };

const REST_MS = 5000;
const rest = () => vi.setSystemTime(Date.now() + REST_MS);
const open = () => {
  const circuit = createCircuit({ failures: 3, restMs: REST_MS });
  return { circuit, engine: guarded(faulty, circuit) };
};
const request = { text: 'The mayor resigned.', source: en, target: fr };
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'translated',
    (error: Error) => (error instanceof NewsglotError ? error.code : error.message),
  );
async function failed(engine: Engine, times: number): Promise<void> {
  fault = () => new Error('the session is lost');
  for (let i = 0; i < times; i++)
    expect(await outcome(engine.translate(request))).toBe('the session is lost');
}

describe('a circuit breaker before an engine', () => {
  it('lets work through, and single failures to those who asked', async () => {
    const { engine, circuit } = open();
    for (let i = 0; i < 3; i++) {
      await failed(engine, 2);
      fault = undefined;
      expect(await outcome(engine.translate(request))).toBe('translated');
    }
    expect(circuit.position).toBe('closed');
  });

  it('refuses at once when the engine has failed several times in a row', async () => {
    const { engine, circuit } = open();
    await failed(engine, 3);
    expect(circuit.position).toBe('open');
    asked = 0;
    await expect(engine.translate(request)).rejects.toMatchObject({ code: 'unavailable', retryAfter: 5 });
    expect(() => engine.reserve({ characters: 10 })).toThrow(
      expect.objectContaining({ code: 'unavailable' }),
    );
    expect(asked).toBe(0);
  });

  it('tries again after a rest, and is closed by a success', async () => {
    const { engine, circuit } = open();
    await failed(engine, 3);
    rest();
    fault = undefined;
    const trial = engine.translate(request);
    expect(circuit.position).toBe('half-open');
    expect(await outcome(engine.translate(request))).toBe('unavailable');
    expect(await outcome(trial)).toBe('translated');
    expect(circuit.position).toBe('closed');
    expect(await outcome(engine.translate(request))).toBe('translated');
  });

  it.each([
    ['fails', () => new Error('the session is still lost'), undefined],
    ['is abandoned', () => new DOMException('left', 'AbortError'), AbortSignal.abort()],
  ])('rests again when the one who tries %s', async (_, thrown, signal) => {
    const { engine, circuit } = open();
    await failed(engine, 3);
    rest();
    fault = thrown;
    await outcome(engine.translate(request, signal));
    expect(circuit.position).toBe('open');
    expect(await outcome(engine.translate(request))).toBe('unavailable');
  });

  it('takes a failed batch for one failure, however many sentences it has', async () => {
    const { engine, circuit } = open();
    const lost = new Error('the batch is lost');
    fault = () => lost;
    const document = engine.reserve({ characters: 100 });
    await Promise.all(Array.from({ length: 20 }, () => outcome(document.translate(request))));
    document.release();
    expect(circuit.position).toBe('closed');
  });

  it('lets all sentences of a document try with the first', async () => {
    const { engine, circuit } = open();
    await failed(engine, 3);
    rest();
    fault = undefined;
    const document = engine.reserve({ characters: 100 });
    const outcomes = await Promise.all([1, 2, 3].map(() => outcome(document.translate(request))));
    document.release();
    expect(outcomes).toEqual(['translated', 'translated', 'translated']);
    expect(circuit.position).toBe('closed');
  });

  it.each([
    ['overload', () => new NewsglotError('overloaded', 'too much'), undefined],
    ['a bad request', () => new NewsglotError('content_too_large', 'too long'), undefined],
    ['clients that leave', () => new DOMException('left', 'AbortError'), AbortSignal.abort()],
  ])('does not take %s for a failure', async (_, thrown, signal) => {
    const { engine, circuit } = open();
    fault = thrown;
    for (let i = 0; i < 6; i++) await outcome(engine.translate(request, signal));
    expect(circuit.position).toBe('closed');
  });
});
