import { describe, expect, it } from 'vitest';
import { type AiBinding, createWorkersAiEngine, workersAiModel } from '../../src/engine/workers-ai.ts';
import { sha256Hex } from '../../src/sha256.ts';
import { en, fr } from './embedded.ts';

/** Cloudflare's service cannot run here; this stands for it at the binding, and answers when it is told to. */
function binding() {
  const waiting: { readonly text: string; readonly answer: (translated_text?: string) => void }[] = [];
  const ai: AiBinding = {
    run: (_, { text }) =>
      new Promise((resolve) => {
        waiting.push({
          text,
          answer: (translated_text) => resolve(translated_text ? { translated_text } : {}),
        });
      }),
  };
  return { ai, waiting };
}
const request = (text: string) => ({ text, source: en, target: fr });
const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('the engine on Workers AI', () => {
  it('is told by the name of its model', async () => {
    expect(workersAiModel.hash).toBe(await sha256Hex('@cf/meta/m2m100-1.2b'));
  });

  it('sends codes and text, and gives back the translation', async () => {
    const calls: unknown[] = [];
    const ai: AiBinding = {
      run: async (...call) => {
        calls.push(call);
        return { translated_text: ' Le marché ouvre. ' };
      },
    };
    const engine = createWorkersAiEngine(ai);
    expect(await engine.translate(request('The market opens.'))).toMatchObject({
      text: 'Le marché ouvre.',
      complete: true,
    });
    const input = { text: 'The market opens.', source_lang: 'en', target_lang: 'fr' };
    expect(calls).toEqual([['@cf/meta/m2m100-1.2b', input]]);
  });

  it('has six calls under way at most', async () => {
    const { ai, waiting } = binding();
    const engine = createWorkersAiEngine(ai);
    const answers = Promise.all(
      Array.from({ length: 20 }, (_, i) => engine.translate(request(`Number ${i}.`))),
    );
    for (let answered = 0; answered < 20; answered++) {
      await turn();
      expect(waiting.length).toBeLessThanOrEqual(6);
      waiting.shift()!.answer('Oui.');
    }
    expect(await answers).toHaveLength(20);
    await engine.close();
  });

  it('forgets what waits for a client that has left', async () => {
    const { ai, waiting } = binding();
    const engine = createWorkersAiEngine(ai);
    const controller = new AbortController();
    const left = Array.from({ length: 10 }, (_, i) =>
      engine.translate(request(`Number ${i}.`), controller.signal),
    );
    await turn();
    controller.abort();
    expect((await Promise.allSettled(left)).every(({ status }) => status === 'rejected')).toBe(true);
    for (const { answer } of waiting.splice(0)) answer('Oui.');
    await turn();
    expect(waiting).toEqual([]);
    await engine.close();
  });

  it('is unavailable when the service does not answer, and incomplete when it answers nothing', async () => {
    const failing = createWorkersAiEngine({ run: () => Promise.reject(new Error('3040')) });
    await expect(failing.translate(request('Yes.'))).rejects.toMatchObject({
      code: 'unavailable',
      retryAfter: 5,
    });
    const silent = createWorkersAiEngine({ run: async () => ({}) });
    expect(await silent.translate(request('Yes.'))).toMatchObject({ text: '', complete: false });
  });
});
