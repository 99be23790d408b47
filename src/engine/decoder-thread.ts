/**
 * What runs in each thread of `thread-pool.ts`: sessions of its own and a decode loop on them.
 * @module
 */
import { parentPort } from 'node:worker_threads';
import { NewsglotError } from '../errors.ts';
import type { RowOutcome } from './search.ts';
import { createSeq2Seq, type Seq2Seq } from './seq2seq.ts';
import type { Runtime } from './session.ts';
import type { ThreadData, ThreadOutcome, ToPool, ToThread } from './thread-messages.ts';
import { yieldToEventLoop } from './thread-priority.ts';

yieldToEventLoop();
const port = parentPort!;
const post = (message: ToPool) => port.postMessage(message);
let seq2seq: Promise<Seq2Seq> | undefined;
/** By number of the batch, then by row. */
const running = new Map<number, readonly AbortController[]>();

port.on('message', async (message: ToThread) => {
  switch (message.kind) {
    case 'open':
      seq2seq = open(message.data);
      await seq2seq;
      return post({ kind: 'ready' });
    case 'decode':
      return post(await decode(message));
    case 'abort':
      return running.get(message.batch)?.[message.row]?.abort();
    case 'close':
      await (await seq2seq)?.release();
      port.close();
  }
});

async function open(data: ThreadData): Promise<Seq2Seq> {
  return createSeq2Seq(await openRuntime(data), data.config);
}

/** Only the build that is asked for is loaded: the native one is not to be had on every system. */
async function openRuntime({ graphs, runtime, coresEach }: ThreadData): Promise<Runtime> {
  switch (runtime) {
    case 'native': {
      const { nodeRuntime } = await import('./ort-node.ts');
      return nodeRuntime(graphs, coresEach);
    }
    case 'wasm': {
      const [ort, { wasmRuntime }] = await Promise.all([import('onnxruntime-web'), import('./ort-wasm.ts')]);
      // Between two steps, the thread hears of rows that nobody waits for any more.
      return wasmRuntime(ort, graphs, () => new Promise((resolve) => setImmediate(resolve)));
    }
  }
}

async function decode({ batch, rows, beams }: ToThread & { kind: 'decode' }): Promise<ToPool> {
  const controllers = rows.map(() => new AbortController());
  running.set(batch, controllers);
  try {
    const withSignals = rows.map((row, i) => ({ ...row, signal: controllers[i]!.signal }));
    const outcomes = await (await seq2seq)!.decode(withSignals, { beams });
    return { kind: 'decoded', batch, outcomes: outcomes.map(toMessage) };
  } catch (error) {
    return { kind: 'failed', batch, message: String(error) };
  } finally {
    running.delete(batch);
  }
}

/** Errors lose their class between threads; their code does not. */
function toMessage(outcome: RowOutcome): ThreadOutcome {
  if (outcome.status === 'decoded') return outcome;
  const { error } = outcome;
  const code = error instanceof NewsglotError ? error.code : 'internal';
  return { status: 'failed', code, message: error instanceof Error ? error.message : String(error) };
}
