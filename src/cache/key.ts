/**
 * Cache keys: what a translation depends on, and nothing else.
 *
 * A key is the SHA-256 of a JSON array. JSON quotes every string, so that no two different arrays have the same text
 * (a key that joins its parts with a separator does not have this property).
 * @module
 */
import { sha256Hex } from '../sha256.ts';

/** Raised whenever the same parts would give another translation: a change of identification, protection, checks or phrasebook. */
const SCHEMA_VERSION = 5;

/** A lower-case SHA-256 in hexadecimal: 64 characters. */
export type Hash = string & { readonly __brand: 'Hash' };

/** Everything that the translation of one segment depends on. */
export interface SegmentKeyParts {
  readonly modelHash: string;
  readonly source: string;
  readonly target: string;
  /** The segment's text, white space collapsed. */
  readonly text: string;
  /** Kind, element, place and partner of each inline mark inside the segment. */
  readonly markShape: readonly (readonly [kind: string, name: string, at: number, pair: number | null])[];
  readonly glossaryHash: string | null;
  /** Options of the engine that change its answer. */
  readonly options: Readonly<Record<string, number | string>>;
}

/** Everything that a whole localised document depends on, but for its target (which stands in its address). */
export interface ContentKeyParts {
  readonly modelHash: string;
  readonly content: string;
  readonly format: string;
  /** Stated source language, or `auto`. */
  readonly source: string;
  readonly glossaryHash: string | null;
  readonly options: Readonly<Record<string, number | string>>;
}

/** The key of one segment's translation. Text is compared after Unicode normalisation (NFC). */
export function segmentKey(parts: SegmentKeyParts): Promise<Hash> {
  return hashOf([
    'segment',
    SCHEMA_VERSION,
    parts.modelHash,
    parts.source,
    parts.target,
    parts.text.normalize('NFC'),
    parts.markShape,
    parts.glossaryHash,
    sorted(parts.options),
  ]);
}

/** The hash in the address of a whole result: `/v1/articles/{hash}/{target}`. Content is taken to the byte. */
export function contentKey(parts: ContentKeyParts): Promise<Hash> {
  return hashOf([
    'content',
    SCHEMA_VERSION,
    parts.modelHash,
    parts.content,
    parts.format,
    parts.source,
    parts.glossaryHash,
    sorted(parts.options),
  ]);
}

/** The SHA-256 of a value's JSON text. Arrays only: the order of an object's keys would count. */
export async function hashOf(value: readonly unknown[]): Promise<Hash> {
  return (await sha256Hex(JSON.stringify(value))) as Hash;
}

function sorted(record: Readonly<Record<string, number | string>>): [string, number | string][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
