/**
 * Glossaries as rows of SQLite, which Node and Durable Objects have alike.
 * @module
 */
import type { LanguageCode } from '../language/codes.ts';
import type { GlossaryInfo } from './store.ts';

/** The columns of an {@link InfoRow}. */
export const INFO = 'id, name, source, target, created_at, term_count';

/** What a row says of a glossary without its terms. */
export type InfoRow = {
  readonly id: string;
  readonly name: string;
  readonly source: string | null;
  readonly target: string | null;
  readonly created_at: string;
  readonly term_count: number;
};

/** A row as the rest of the service has it. */
export function infoOf({ id, name, source, target, created_at, term_count }: InfoRow): GlossaryInfo {
  return {
    id,
    name,
    source: source as LanguageCode | null,
    target: target as LanguageCode | null,
    createdAt: created_at,
    termCount: term_count,
  };
}
