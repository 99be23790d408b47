/**
 * What a service tells of itself, and where.
 * @module
 */
import { type Log, noLog } from './log.ts';
import { type Metrics, noMetrics } from './metrics.ts';

/** Where it is told. */
export interface Telemetry {
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Tells nothing. */
export const noTelemetry: Telemetry = { log: noLog, metrics: noMetrics };
