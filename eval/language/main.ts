/**
 * Measures identification on annotated pages, beside franc alone and eld alone.
 *
 * `npm run eval:lang -- DIR… [--faults N] [--repeats N]`
 * @module
 */
import { Command, InvalidArgumentError } from 'commander';
import { parseHtml } from '../../src/document/html.ts';
import { align } from './align.ts';
import { type Detector, eldAlone, francAlone, newsglot } from './detectors.ts';
import { type GoldPage, loadPages } from './pages.ts';
import { judgePieces, reliability, rightAbove } from './reliability.ts';
import { type ScoredPage, type Scores, type Share, score } from './score.ts';

const DETECTORS: Readonly<Record<string, Detector>> = {
  newsglot: newsglot(),
  franc: francAlone,
  eld: eldAlone,
};

function count(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0) return value;
  throw new InvalidArgumentError('must be a whole number');
}

function run(pages: readonly GoldPage[], detector: Detector): Promise<ScoredPage[]> {
  return Promise.all(
    pages.map(async (page) => {
      const document = parseHtml(page.html);
      const predictions = await detector(document);
      return { name: page.name, units: align(page, document, predictions), predictions };
    }),
  );
}

const percent = ({ right, of }: Share): string => (of === 0 ? '–' : ((100 * right) / of).toFixed(2));

function printScores(scores: Readonly<Record<string, Scores>>): void {
  const rows: (readonly [string, (scores: Scores) => Share | undefined])[] = [
    ['characters', (one) => one.characters],
    ...keysOf(scores, 'byLanguage').map((key) => [`  ${key}`, (one: Scores) => one.byLanguage[key]] as const),
    ['chrome of 1-3 words', (one) => one.shortChrome],
    ['cognates', (one) => one.cognates],
    ...keysOf(scores, 'byLength').map(
      (key) => [`  ${key} words`, (one: Scores) => one.byLength[key]] as const,
    ),
    ['switches inside a text', (one) => one.switches],
  ];
  const table = rows.map(([label, read]) => {
    const first = read(Object.values(scores)[0]!);
    const cells = Object.entries(scores).map(([name, one]) => [
      name,
      percent(read(one) ?? { right: 0, of: 0 }),
    ]);
    return [label, Object.fromEntries([...cells, ['of', first?.of ?? 0]])];
  });
  console.log('right, %');
  console.table(Object.fromEntries(table));
}

function keysOf(scores: Readonly<Record<string, Scores>>, part: 'byLanguage' | 'byLength'): string[] {
  return [...new Set(Object.values(scores).flatMap((one) => Object.keys(one[part])))].sort();
}

function printReliability(pages: readonly ScoredPage[]): void {
  const pieces = judgePieces(pages);
  console.log('\nreliability of the confidence, segments with a language');
  console.table(
    reliability(pieces).map((row) => ({
      confidence: `${row.from}–${row.to}`,
      segments: row.pieces,
      'mean confidence': row.meanConfidence.toFixed(3),
      'right %': percent({ right: row.right, of: row.pieces }),
    })),
  );
  const sure = rightAbove(pieces, 0.9);
  console.log(`confidence of at least 0.9: ${sure.right} of ${sure.of} right (${percent(sure)} %)`);
  const undecided = pages.flatMap(({ predictions }) =>
    predictions.filter(({ language }) => language === 'und'),
  );
  console.log(`undetermined segments: ${undecided.length}`);
}

/** CPU time per segment; the three detectors take turns on the same parsed pages. */
async function printTimes(pages: readonly GoldPage[], repeats: number): Promise<void> {
  const documents = pages.map(({ html }) => parseHtml(html));
  const spent = new Map<string, number>();
  let segments = 0;
  for (let round = 0; round <= repeats; round++) {
    for (const [name, detector] of Object.entries(DETECTORS)) {
      const before = process.cpuUsage();
      const found: number[] = [];
      for (const document of documents) found.push((await detector(document)).length);
      const { user, system } = process.cpuUsage(before);
      // The first round warms up.
      if (round > 0) spent.set(name, (spent.get(name) ?? 0) + user + system);
      if (name === 'newsglot') segments = found.reduce((sum, one) => sum + one, 0);
    }
  }
  console.log(`\nCPU, ms per segment (${segments} segments, ${repeats} rounds)`);
  const libraries = spent.get('franc')! + spent.get('eld')!;
  for (const [name, micros] of spent) {
    const ratio = (micros / libraries).toFixed(2);
    console.log(
      `  ${name}: ${(micros / 1000 / repeats / segments).toFixed(4)} (${ratio} of franc and eld together)`,
    );
  }
}

await new Command('eval:lang')
  .argument('<folders...>', 'folders of NAME.html and NAME.gold.json')
  .option('--faults <n>', 'faults to list', count, 20)
  .option('--repeats <n>', 'rounds of timing, 0 for none', count, 5)
  .action(async (folders: string[], { faults, repeats }: { faults: number; repeats: number }) => {
    const pages = (await Promise.all(folders.map(loadPages))).flat();
    const runs = await Promise.all(
      Object.entries(DETECTORS).map(async ([name, detector]) => [name, await run(pages, detector)] as const),
    );
    const scores = Object.fromEntries(runs.map(([name, scored]) => [name, score(scored)]));
    console.log(`${pages.length} pages`);
    printScores(scores);
    const own = runs[0]![1];
    for (const page of own) console.log(`${page.name.padEnd(20)} ${percent(score([page]).characters)} %`);
    printReliability(own);
    console.log('\nfaults of newsglot, worst first');
    for (const { page, role, text, confusions } of scores.newsglot!.faults.slice(0, faults)) {
      const what = Object.entries(confusions).map(([pair, n]) => `${pair} ${n}`);
      console.log(
        `  ${page} ${role} [${what.join(', ')}] ${text.length > 100 ? `${text.slice(0, 99)}…` : text}`,
      );
    }
    if (repeats > 0) await printTimes(pages, repeats);
  })
  .parseAsync();
