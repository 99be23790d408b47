/**
 * Counts of one process in the format of Prometheus. Every label has a bounded number of values.
 * @module
 * @see https://prometheus.io/docs/practices/naming/
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { CacheTier } from '../cache/cache.ts';
import type { Metrics } from './metrics.ts';
import type { RequestRecord, SegmentCount, TranslationRecord } from './request-record.ts';

/** Metrics that can be read. */
export type Prometheus = Metrics & Required<Pick<Metrics, 'page'>>;

/** Bounds in seconds: from an answer of the cache to a long document. */
const REQUEST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];
const BATCH_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const BATCH_SENTENCES = [1, 2, 4, 8, 16, 32, 64];

/** Requests that are held to be counted together, which takes half of the time that it does one by one. */
const MOST_WAITING = 256;

/** Answers with one result: what was seen before is answered many times over. */
interface Answered extends Pick<TranslationRecord, 'model' | 'target'> {
  times: number;
  cacheHits: number;
  readonly charged: Record<'account' | 'anonymous', number>;
}

/** Metrics of a process, its own (`process_…`, `nodejs_…`) among them. */
export function createPrometheus(): Prometheus {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  let inProgress = 0;
  new Gauge({
    registers,
    name: 'newsglot_requests_in_progress',
    help: 'Requests that have come and are not answered yet.',
    collect() {
      this.set(inProgress);
    },
  });
  const duration = new Histogram({
    registers,
    name: 'newsglot_request_duration_seconds',
    help: 'Time until a request was answered, by the class of its status.',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_SECONDS,
  });
  const errors = new Counter({
    registers,
    name: 'newsglot_request_errors_total',
    help: 'Requests that were answered with an error, by its machine code.',
    labelNames: ['route', 'code'],
  });
  const segments = new Counter({
    registers,
    name: 'newsglot_segments_total',
    help: 'Segments of answered documents, by what became of them.',
    labelNames: ['model', 'source', 'target', 'status'],
  });
  const characters = new Counter({
    registers,
    name: 'newsglot_characters_total',
    help: 'Characters of source text of answered documents.',
    labelNames: ['model', 'source', 'target', 'status'],
  });
  const cacheHits = new Counter({
    registers,
    name: 'newsglot_segment_cache_hits_total',
    help: 'Segments whose translation did not have to be computed for the request.',
    labelNames: ['model', 'target'],
  });
  const found = new Counter({
    registers,
    name: 'newsglot_cache_hits_total',
    help: 'Translated segments and whole results that were found, by where; in_flight: another segment was having it computed.',
    labelNames: ['kind', 'tier'],
  });
  const charged = new Counter({
    registers,
    name: 'newsglot_characters_charged_total',
    help: 'Characters that callers were charged.',
    labelNames: ['caller'],
  });
  const engineSeconds = new Counter({
    registers,
    name: 'newsglot_engine_seconds_total',
    help: 'Time during which requests waited for translations that they had to have computed.',
    labelNames: ['model'],
  });
  const batchSentences = new Histogram({
    registers,
    name: 'newsglot_engine_batch_sentences',
    help: 'Sentences decoded together.',
    buckets: BATCH_SENTENCES,
  });
  const batchSeconds = new Histogram({
    registers,
    name: 'newsglot_engine_batch_duration_seconds',
    help: 'Time that a batch took to decode.',
    labelNames: ['outcome'],
    buckets: BATCH_SECONDS,
  });

  let known: ReadonlySet<string> = new Set();

  /** Requests since they were last counted. */
  let waiting: RequestRecord[] = [];
  const hits = { segment: new Map<CacheTier, number>(), result: new Map<CacheTier, number>() };

  function countRequests(): void {
    const answered = new Map<readonly SegmentCount[], Answered>();
    for (const { method, route, status, durationMs, error, account, translation } of waiting) {
      duration.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, durationMs / 1000);
      if (error !== undefined) errors.inc({ route, code: error });
      if (translation) add(answered, translation, account === undefined ? 'anonymous' : 'account');
    }
    waiting = [];
    for (const [counts, sums] of answered) countAnswered(counts, sums);
  }

  function add(
    answered: Map<readonly SegmentCount[], Answered>,
    { model, target, cacheHits: found, charged: characters, engineMs, segments: counts }: TranslationRecord,
    caller: 'account' | 'anonymous',
  ): void {
    const sums = answered.get(counts) ?? {
      model,
      target,
      times: 0,
      cacheHits: 0,
      charged: { account: 0, anonymous: 0 },
    };
    answered.set(counts, sums);
    sums.times++;
    sums.cacheHits += found;
    sums.charged[caller] += characters;
    if (engineMs > 0) engineSeconds.inc({ model }, engineMs / 1000);
  }

  function countAnswered(counts: readonly SegmentCount[], { model, target, times, ...sums }: Answered): void {
    for (const { source: language, status, count, characters: length } of counts) {
      // Identification knows many languages, most of which no model translates.
      const source = known.has(language) ? language : 'other';
      segments.inc({ model, source, target, status }, times * count);
      characters.inc({ model, source, target, status }, times * length);
    }
    cacheHits.inc({ model, target }, sums.cacheHits);
    for (const [caller, sum] of Object.entries(sums.charged)) if (sum > 0) charged.inc({ caller }, sum);
  }

  function countHits(): void {
    for (const [kind, tiers] of Object.entries(hits)) {
      for (const [tier, count] of tiers) found.inc({ kind, tier }, count);
      tiers.clear();
    }
  }

  return {
    begin() {
      inProgress++;
    },
    request(record) {
      inProgress--;
      if (waiting.push(record) >= MOST_WAITING) countRequests();
    },
    engine: {
      batch({ sentences, ms, outcome }) {
        batchSentences.observe(sentences);
        batchSeconds.observe({ outcome }, ms / 1000);
      },
    },
    cache: {
      hits(kind, tier, count) {
        hits[kind].set(tier, (hits[kind].get(tier) ?? 0) + count);
      },
    },
    watch({ model, load, circuit }) {
      known = new Set(model.languages);
      const gauge = (name: string, help: string, read: () => number) =>
        new Gauge({
          registers,
          name: `newsglot_engine_${name}`,
          help,
          collect() {
            this.set(read());
          },
        });
      gauge('queued_sentences', 'Sentences that wait.', () => load().sentences);
      gauge('queued_characters', 'Characters taken and not yet translated.', () => load().characters);
      gauge('batches_running', 'Batches that are being decoded.', () => load().batches);
      gauge('resting', '1 while the engine is let rest after failures, else 0.', () =>
        circuit() === 'closed' ? 0 : 1,
      );
      new Gauge({
        registers,
        name: 'newsglot_model_info',
        help: 'The model, as a label.',
        labelNames: ['model'],
      }).set({ model: model.name }, 1);
    },
    async page() {
      countRequests();
      countHits();
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}
