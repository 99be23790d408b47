/**
 * The interface between the service and whatever counts what it does.
 * @module
 */
import type { CacheObserver } from '../cache/cache.ts';
import type { CircuitPosition } from '../engine/circuit.ts';
import type { EngineLoad, EngineObserver, ModelInfo } from '../engine/engine.ts';
import type { RequestRecord } from './request-record.ts';

/** An engine that can be looked at any time. */
export interface WatchedEngine {
  readonly model: Pick<ModelInfo, 'name' | 'languages'>;
  readonly load: () => EngineLoad;
  readonly circuit: () => CircuitPosition;
}

/** Counts what the service does. Its methods are called for every request: they must be quick and must not throw. */
export interface Metrics {
  /** A request has come; call `request` when it is answered. */
  begin(): void;
  request(record: RequestRecord): void;
  readonly engine: EngineObserver;
  readonly cache: CacheObserver;
  /** States which engine there is. Call it once. */
  watch(engine: WatchedEngine): void;
  /** What a scraper reads; absent where nothing is kept to be read. */
  readonly page?: () => Promise<MetricsPage>;
}

/** Counts in a format of their own. */
export interface MetricsPage {
  readonly contentType: string;
  readonly text: string;
}

/** Counts nothing: for command lines, and for runtimes whose own tools count. */
export const noMetrics: Metrics = {
  begin() {},
  request() {},
  engine: { batch() {} },
  cache: { hits() {} },
  watch() {},
};
