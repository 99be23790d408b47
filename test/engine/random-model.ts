/**
 * A model of random float32 weights in the M2M-100 layout (16 wide, 2 heads, 1 encoder and 2 decoder layers, 48 tokens).
 * It says nothing, but it says it exactly: without int8 activations, which are scaled by what else is in a batch, a
 * sentence has one right answer. Its reference decodes one sentence at a time, without padding and without a cache.
 */
import { readFile } from 'node:fs/promises';
import { mayFollow, spareCandidates } from '../../src/engine/continuation-rules.ts';
import type { ModelConfig } from '../../src/engine/model-config.ts';
import { nodeRuntime } from '../../src/engine/ort-node.ts';
import { HEAD } from '../../src/engine/scoring-head.ts';
import type { SourceRow } from '../../src/engine/search.ts';
import { floats, type Runtime } from '../../src/engine/session.ts';

export const VOCABULARY = 48;

export const config: ModelConfig = {
  heads: 2,
  headSize: 8,
  padToken: 1,
  endToken: 2,
  startToken: 2,
  maxSourceTokens: 126,
  maxNewTokens: 40,
  forbiddenTokens: [],
  markerTokens: [],
};

export async function randomModel(): Promise<Runtime> {
  const read = (name: string) => readFile(new URL(`random-model/${name}.onnx`, import.meta.url));
  return nodeRuntime({ encoder: await read('encoder'), decoder: await read('decoder') });
}

/** The log-probabilities of the next token after `target`, computed from nothing. */
export async function nextToken(
  runtime: Runtime,
  row: SourceRow,
  target: readonly number[],
): Promise<number[]> {
  const ids = (list: readonly number[]) =>
    runtime.tensor('int64', BigInt64Array.from(list, BigInt), [1, list.length]);
  const mask = ids(row.source.map(() => 1));
  const encoded = await runtime.encoder.run({ input_ids: ids(row.source), attention_mask: mask }, [
    'last_hidden_state',
  ]);
  const empty = runtime.tensor('float32', new Float32Array(0), [1, config.heads, 0, config.headSize]);
  const pasts = runtime.decoder.inputNames.filter((name) => name.startsWith('past_key_values'));
  const { logits } = await runtime.decoder.run(
    {
      input_ids: ids([...row.prefix, ...target]),
      encoder_attention_mask: mask,
      encoder_hidden_states: encoded.last_hidden_state!,
      [HEAD.count]: runtime.tensor('int64', BigInt64Array.of(1n), [1]),
      use_cache_branch: runtime.tensor('bool', Uint8Array.of(0), [1]),
      ...Object.fromEntries(pasts.map((name) => [name, empty])),
    },
    ['logits'],
  );
  const last = [...floats(logits).subarray(-VOCABULARY)];
  const total = Math.log(last.reduce((sum, value) => sum + Math.exp(value), 0));
  return last.map((value) => value - total);
}

/** Greedy search by definition: the most probable token that may follow, if it is among the first few. */
export async function greedyReference(runtime: Runtime, row: SourceRow, maxTokens: number) {
  const tokens: number[] = [];
  let sum = 0;
  while (tokens.length < maxTokens) {
    const scores = await nextToken(runtime, row, tokens);
    const rules = { forbidden: new Set<number>(), markers: new Set<number>() };
    const best = [...scores.keys()]
      .sort((a, b) => scores[b]! - scores[a]!)
      .slice(0, 1 + spareCandidates(rules));
    const token = best.find((one) => mayFollow(one, tokens, row, rules)) ?? best[0]!;
    sum += scores[token]!;
    if (token === config.endToken) return { tokens, score: sum / (tokens.length + 1), complete: true };
    tokens.push(token);
  }
  return { tokens, score: sum / tokens.length, complete: false };
}

/** The mean log-probability of `tokens`, with the end token when `complete`. */
export async function scoreReference(
  runtime: Runtime,
  row: SourceRow,
  tokens: readonly number[],
  end: 'ends' | 'cut',
) {
  const all = end === 'ends' ? [...tokens, config.endToken] : tokens;
  let sum = 0;
  for (const [i, token] of all.entries()) sum += (await nextToken(runtime, row, all.slice(0, i)))[token]!;
  return sum / all.length;
}
