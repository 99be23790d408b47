/**
 * What runs in each thread of `thread-pool.ts`: sessions of its own and a decode loop on them.
 * @module
 */
import { parentPort, workerData } from 'node:worker_threads';
import { NewsglotError } from '../errors.ts';
import { nodeRuntime } from './ort-node.ts';
import type { RowOutcome } from './search.ts';
import { createSeq2Seq } from './seq2seq.ts';
import type { ThreadData, ThreadOutcome, ToPool, ToThread } from './thread-messages.ts';

const port = parentPort!;
const post = (message: ToPool) => port.postMessage(message);
const { graphs, config } = workerData as ThreadData;
const seq2seq = createSeq2Seq(await nodeRuntime(graphs), config);
/** By number of the batch, then by row. */
const running = new Map<number, readonly AbortController[]>();

port.on('message', async (message: ToThread) => {
  if (message.kind === 'abort') running.get(message.batch)?.[message.row]?.abort();
  else if (message.kind === 'decode') post(await decode(message));
  else {
    await seq2seq.release();
    port.close();
  }
});
post({ kind: 'ready' });

async function decode({ batch, rows, beams }: ToThread & { kind: 'decode' }): Promise<ToPool> {
  const controllers = rows.map(() => new AbortController());
  running.set(batch, controllers);
  try {
    const withSignals = rows.map((row, i) => ({ ...row, signal: controllers[i]!.signal }));
    const outcomes = await seq2seq.decode(withSignals, { beams });
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
