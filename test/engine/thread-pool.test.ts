import { readdirSync, readFileSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import type { RowOutcome } from '../../src/engine/search.ts';
import { openThreadPool } from '../../src/engine/thread-pool.ts';
import { config, en, fr, readModelFile, row, SENTENCES } from './embedded.ts';

const workers: Worker[] = [];
const onWorker = (worker: Worker) => workers.push(worker);
process.on('worker', onWorker);

const graphs = {
  encoder: await readModelFile('onnx/encoder_model_quantized.onnx'),
  decoder: await readModelFile('onnx/decoder_model_merged_quantized.onnx'),
};
const pool = await openThreadPool(graphs, config, { threads: 1 });
afterAll(async () => {
  process.off('worker', onWorker);
  await pool.release();
});
const rows = SENTENCES.map((text) => row(text, en, fr));
const tokens = (outcomes: readonly RowOutcome[]) =>
  outcomes.map((outcome) => (outcome.status === 'decoded' ? outcome.tokens : outcome.error));

/** The field `nice` of a thread, the 17th behind its name in brackets. */
function niceness(thread: number | string): number {
  const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
}

describe('the threads', () => {
  it.runIf(process.platform === 'linux')('let the event loop go first', () => {
    const loop = niceness(process.pid);
    const others = readdirSync('/proc/self/task').map(niceness);
    expect(others.filter((value) => value > loop).length).toBeGreaterThan(0);
    expect(Math.min(...others)).toBe(loop);
  });
});

describe('a thread that dies', () => {
  it('is replaced, and its batch is decoded all the same', async () => {
    const expected = tokens(await pool.decode(rows, { beams: 1 }));
    const decoding = pool.decode(rows, { beams: 1 });
    await workers.at(-1)!.terminate();
    expect(tokens(await decoding)).toEqual(expected);
    expect(workers).toHaveLength(2);
    expect(tokens(await pool.decode(rows, { beams: 1 }))).toEqual(expected);
  });

  it('costs a batch that kills one thread after the other an error, and no other batch', async () => {
    const killer = (worker: Worker) => worker.once('message', () => worker.terminate());
    process.on('worker', killer);
    const decoding = pool.decode(rows, { beams: 4 });
    await workers.at(-1)!.terminate();
    await expect(decoding).rejects.toMatchObject({ code: expect.stringMatching(/internal|overloaded/) });
    process.off('worker', killer);
  });
});

it('a pool that cannot load its model does not open', async () => {
  const broken = { ...graphs, encoder: new Uint8Array(100) };
  await expect(openThreadPool(broken, config, { threads: 2 })).rejects.toThrow();
});

describe('threads that compute in WebAssembly', () => {
  it('decode, and let rows go that nobody waits for any more', async () => {
    const wasm = await openThreadPool(graphs, config, { threads: 1, runtime: 'wasm' });
    const alone = await Promise.all(rows.map((one) => wasm.decode([one], { beams: 1 })));
    // To the letter, whatever a row shares its batch with.
    expect(tokens(await wasm.decode(rows, { beams: 1 }))).toEqual(tokens(alone.flat()));

    const leaving = new AbortController();
    const reason = new Error('left');
    const decoding = wasm.decode([{ ...rows[0]!, signal: leaving.signal }, ...rows.slice(1)], { beams: 4 });
    leaving.abort(reason);
    const outcomes = await decoding;
    expect(outcomes[0]).toEqual({ status: 'failed', error: reason });
    expect(outcomes.slice(1).every(({ status }) => status === 'decoded')).toBe(true);
    await wasm.release();
  });
});
