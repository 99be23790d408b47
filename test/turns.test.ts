import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../src/document/formats.ts';
import { identify } from '../src/language/identify.ts';
import { planSegments } from '../src/translation/plan.ts';
import { createTurns, inStretches } from '../src/turns.ts';
import { code } from './language/page.ts';

const turn = createTurns(setImmediate);

/** Does `work`, and counts how often the event loop comes around meanwhile. */
async function turnsDuring<T>(work: Promise<T>) {
  let turns = 0;
  let over = false;
  const settled = work.finally(() => {
    over = true;
  });
  const counting = (async () => {
    for (await nextTurn(); !over; await nextTurn()) turns++;
  })();
  const [result] = await Promise.allSettled([settled, counting]);
  return { result, turns };
}

describe('turns', () => {
  it('are taken one at a time, by those who came first', async () => {
    const order: string[] = [];
    const loop = async () => {
      for (let i = 0; i < 4; i++) {
        await nextTurn();
        order.push('|');
      }
    };
    const wait = async (name: string) => {
      await turn();
      order.push(name);
    };
    await Promise.all([loop(), wait('a'), wait('b'), wait('c')]);
    expect(order.filter((one) => one !== '|').join('')).toBe('abc');
    expect(order.join('')).not.toMatch(/[abc]{2}/);
  });

  it('keep their order however many wait, and come while others wait', async () => {
    const order: number[] = [];
    const wait = async (number: number) => {
      await turn();
      order.push(number);
      // Behind all that wait by now.
      if (number < 500) waited.push(wait(1000 + number));
    };
    const waited = Array.from({ length: 1000 }, (_, number) => wait(number));
    while (waited.length > 0) await waited.shift();
    expect(order).toEqual(Array.from({ length: 1500 }, (_, number) => number));
  });

  it('are not for those who have left', async () => {
    const left = new AbortController();
    const waiting = turn(left.signal);
    left.abort(new Error('left'));
    await expect(waiting).rejects.toThrow('left');
    await expect(turn()).resolves.toBeUndefined();
  });

  it('come after a stretch of steps, and only where there are any', async () => {
    const step = inStretches(3, () => turn());
    expect([step(), step()]).toEqual([undefined, undefined]);
    expect(step()).toBeInstanceOf(Promise);
    expect(step()).toBeUndefined();
    expect(inStretches(1, undefined)()).toBeUndefined();
  });
});

describe('a long document', () => {
  const sentences = [
    'The mayor resigned on Monday',
    'Le maire est parti hier',
    'Read more',
    'Nous y reviendrons',
  ];
  const page = Array.from({ length: 1000 }, (_, i) => `<p>${sentences[i % 4]} (${i}).</p>`).join('');
  const document = parseDocument(page, 'html');
  const engine = {
    model: {
      name: 'none',
      markers: 0,
      hash: 'none',
      languages: [code('en'), code('fr')],
      licence: 'none',
    },
    supports: () => true,
  };
  const context = { target: code('fr'), glossary: undefined, confidence: 0.6, options: {} };
  const plan = async (turn?: () => Promise<void>) => {
    const pieces = await identify(document, { turn });
    return planSegments({ document, pieces }, context, engine, turn);
  };

  it('lets others have their turn while it is read and planned, and is planned as without', async () => {
    const { result, turns } = await turnsDuring(plan(() => turn()));
    expect(turns).toBeGreaterThan(1000 / 8);
    expect(result).toEqual({ status: 'fulfilled', value: await plan() });
  });

  it('is given up at its next turn when whoever wants it has left', async () => {
    const left = new AbortController();
    setTimeout(() => left.abort(new Error('left')), 0);
    const { result, turns } = await turnsDuring(plan(() => turn(left.signal)));
    expect(result).toMatchObject({ status: 'rejected', reason: { message: 'left' } });
    expect(turns).toBeLessThan(1000 / 8);
  });
});
