import { afterAll, describe, expect, it } from 'vitest';
import { loadEmbeddedEngine } from '../../src/engine/embedded-node.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { LanguageCode } from '../../src/language/codes.ts';
import { en, fr, SENTENCES } from './embedded.ts';

const engines: Engine[] = [];
const open = async (limits = {}) => {
  const engine = await loadEmbeddedEngine({ threads: 1, limits });
  engines.push(engine);
  return engine;
};
afterAll(() => Promise.all(engines.map((engine) => engine.close())));
const shared = await open();
const request = (text: string) => ({ text, source: en, target: fr });
const [first, second, third] = SENTENCES as [string, string, string];

describe('an engine', () => {
  it('answers each of many concurrent calls with its own translation', async () => {
    const labels = ['Paris', 'Berlin', 'Madrid', 'London'];
    const answers = await Promise.all(labels.map((name) => shared.translate(request(`I live in ${name}.`))));
    for (const [i, name] of labels.slice(0, 3).entries())
      expect(answers[i]!.text).toContain(name.slice(0, 4));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(labels.length);
  });

  it('knows what it translates', () => {
    expect(shared.supports(en, fr)).toBe(true);
    expect(shared.supports(fr, en)).toBe(true);
    expect(shared.supports(en, en)).toBe(false);
    expect(shared.supports(en, 'de' as LanguageCode)).toBe(false);
  });

  it('gives nothing for white space', async () => {
    expect(await shared.translate(request('  \n'))).toEqual({ text: '', score: 0, complete: true });
  });

  it.each([
    [
      'a language it does not know',
      { ...request('x'), target: 'de' as LanguageCode },
      'unsupported_language',
    ],
    ['a beam of no width', { ...request('x'), beams: 0 }, 'invalid_request'],
    ['a beam of endless width', { ...request('x'), beams: 1e9 }, 'invalid_request'],
    ['a sentence beyond the model', request('word '.repeat(700)), 'content_too_large'],
    ['a text beyond all measure', request('x'.repeat(1e6)), 'content_too_large'],
  ])('refuses %s', async (_, bad, code) => {
    await expect(shared.translate(bad)).rejects.toMatchObject({ code });
  });
});

describe('cancellation', () => {
  it('refuses what is aborted already', async () => {
    const reason = new Error('gone');
    await expect(shared.translate(request(first), AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it('settles a waiting request at once and frees its place', async () => {
    const engine = await open({ admission: { characters: 40, charactersPerSecond: 10 } });
    const controller = new AbortController();
    const waiting = engine.translate(request(first), controller.signal);
    await expect(engine.translate(request(second))).rejects.toMatchObject({ code: 'overloaded' });
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    expect((await engine.translate(request(third))).text).not.toBe('');
  });

  it('settles a running request while the rest of its batch goes on', async () => {
    const controller = new AbortController();
    const running = shared.translate(request(second), controller.signal);
    const other = shared.translate(request(third));
    setTimeout(() => controller.abort(), 5);
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect((await other).complete).toBe(true);
  });

  it('leaves no listener on a signal that lives on', async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners++;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners--;
      remove(...args);
    };
    await shared.translate(request(first), signal);
    expect(listeners).toBe(0);
  });
});

describe('overload', () => {
  it('refuses what there is no room for, says when to come back, and answers the rest', async () => {
    const characters = 4 * first.length;
    const engine = await open({ admission: { characters, charactersPerSecond: 10 } });
    const calls = await Promise.allSettled(
      Array.from({ length: 10 }, () => engine.translate(request(first))),
    );
    const refused = calls.filter((call) => call.status === 'rejected');
    expect(refused).toHaveLength(6);
    for (const { reason } of refused) {
      expect(reason).toMatchObject({ code: 'overloaded', status: 503 });
      expect(reason.retryAfter).toBe(Math.ceil(first.length / 10));
    }
    expect((await engine.translate(request(first))).text).not.toBe('');
  });

  it('takes a document whole or not at all', async () => {
    const engine = await open({ admission: { characters: 1000, charactersPerSecond: 10 } });
    const document = engine.reserve({ characters: 900 });
    expect(() => engine.reserve({ characters: 200 })).toThrow(
      expect.objectContaining({ code: 'overloaded' }),
    );
    expect((await document.translate(request(second))).text).not.toBe('');
    document.settle(500);
    engine.reserve({ characters: 200 }).release();
    document.release();
    engine.reserve({ characters: 1000 }).release();
  });

  it('takes a document beyond all bounds when it has nothing else to do', async () => {
    const engine = await open({ admission: { characters: 10, charactersPerSecond: 10 } });
    const document = engine.reserve({ characters: 1_000_000 });
    expect((await document.translate(request(first))).text).not.toBe('');
    document.release();
  });
});

describe('fairness', () => {
  it('gives a headline its turn while a feed of hundreds of sentences waits', async () => {
    const engine = await open({ batch: { rows: 4, tokens: 500 } });
    const feed = engine.reserve({ characters: 10_000 });
    let done = 0;
    const sentences = Array.from({ length: 200 }, (_, i) =>
      feed.translate(request(`Number ${i} is here.`)).then(() => done++),
    );
    const headline = engine.reserve({ characters: first.length });
    await headline.translate(request(first));
    expect(done).toBeLessThan(20);
    await Promise.all(sentences);
    expect(done).toBe(200);
  });
});

describe('a probe', () => {
  it('is answered before what waits', async () => {
    const engine = await open({ batch: { rows: 1, tokens: 100 } });
    const order: string[] = [];
    const note = (name: string) => () => order.push(name);
    const waiting = Array.from({ length: 12 }, (_, i) =>
      engine.translate(request(`Number ${i} is here.`)).then(note('waiting')),
    );
    const probe = engine.translate({ ...request(third), turn: 'next' }).then(note('probe'));
    await Promise.all([...waiting, probe]);
    expect(order.indexOf('probe')).toBeLessThan(6);
  });
});

describe('closing', () => {
  it('answers what was taken and refuses what comes after', async () => {
    const engine = await open();
    const taken = [engine.translate(request(first)), engine.translate(request(second))];
    const closing = engine.close();
    await expect(engine.translate(request(third))).rejects.toMatchObject({ code: 'overloaded' });
    expect((await Promise.all(taken)).every(({ text }) => text !== '')).toBe(true);
    await closing;
    await engine.close();
  });
});
