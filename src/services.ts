/**
 * What the HTTP app needs, given to it by an entry point; it reaches for nothing else.
 * @module
 */

import type { Accounts } from './accounts/accounts.ts';
import type { ResultStore } from './cache/results.ts';
import type { SourceStore } from './cache/sources.ts';
import type { ModelInfo } from './engine/engine.ts';
import type { GlossaryStore } from './glossaries/store.ts';
import type { Addresses } from './http/client.ts';
import type { Decompressors } from './http/content-coding.ts';
import type { AllowedOrigins } from './http/cors.ts';
import type { SameBytes } from './http/recent.ts';
import type { JobStore } from './jobs/job.ts';
import { DEFAULT_THRESHOLD } from './language/identify.ts';
import type { Telemetry } from './telemetry/telemetry.ts';
import type { Localisation } from './translation/localisation.ts';
import type { LocaliseLimits, Localiser, LocaliseSource } from './translation/localiser.ts';
import type { TakeTurn } from './turns.ts';

/** A Worker's `waitUntil`. */
export type KeepAlive = (work: Promise<unknown>) => void;

/** Bounds of one request. */
export interface Limits extends LocaliseLimits {
  /** Largest request body in bytes. */
  readonly bodyBytes: number;
  /** Most texts in one batch of a compatible surface. */
  readonly texts: number;
  /** Most UTF-16 code units in one text or document. */
  readonly textCharacters: number;
  /** Most UTF-16 code units in all texts of a batch. */
  readonly characters: number;
  /** Most alternatives to a translation. */
  readonly alternatives: number;
  /** Longest time for one request in milliseconds. */
  readonly requestMs: number;
}

/** The limits of a service that states none. */
export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 4 * 1024 * 1024,
  texts: 500,
  textCharacters: 4 * 1024 * 1024,
  characters: 2_000_000,
  alternatives: 3,
  segments: 20_000,
  requestMs: 120_000,
  confidence: DEFAULT_THRESHOLD,
  translationConfidence: 0.65,
};

/** How the service meets those outside. */
export interface Perimeter {
  /** Origins whose scripts may call. */
  readonly origins: AllowedOrigins;
  /** How addresses of clients are found; absent where none is looked at. */
  readonly addresses?: Addresses | undefined;
  /** Content codings that bodies may come in; those that every runtime reads unless stated. */
  readonly codings?: Decompressors | undefined;
  /** The runtime's own comparison of bodies, if it has one. */
  readonly sameBytes?: SameBytes | undefined;
  /** What `GET /metrics` asks for as a bearer token; nothing unless stated. */
  readonly metricsToken?: string | undefined;
}

/** The parts that the app is made of. */
export interface Services {
  /**
   * A translator for one request. A Worker loads the model when a segment is first asked for that no cache has.
   * @param keepAlive keeps work going that other requests will want, should this one end early.
   */
  readonly translator: (keepAlive?: KeepAlive) => Promise<Localiser>;
  /** Waits until others have had their turn on the event loop; absent where requests do not share it. */
  readonly turn?: TakeTurn;
  /** Models that can be named in a request, the default one first; known without loading any. */
  readonly models: readonly ModelInfo[];
  readonly results: ResultStore<Localisation>;
  /** What results were made of, for as long as it is kept. */
  readonly sources: SourceStore<LocaliseSource>;
  readonly accounts: Accounts;
  readonly glossaries: GlossaryStore;
  /** Absent where nothing can go on once a request is answered. */
  readonly jobs?: JobStore;
  readonly limits: Limits;
  /** Whether a request may pass at all; absent where the platform has no guard. */
  readonly guard?: (request: Request) => Promise<boolean>;
  readonly perimeter: Perimeter;
  readonly telemetry: Telemetry;
}
