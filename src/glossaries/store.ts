/**
 * Glossaries that are kept under an id.
 * @module
 */
import type { Tenant } from '../accounts/accounts.ts';
import { NewsglotError } from '../errors.ts';
import type { LanguageCode } from '../language/codes.ts';

/** Terms and their translations; `null` = do not translate. */
export type Terms = Readonly<Record<string, string | null>>;

/** A glossary to be kept. */
export interface GlossaryDraft {
  readonly name: string;
  /** Language of the terms; `null` for terms of any language. */
  readonly source: LanguageCode | null;
  /** Language of their translations; `null` for translations into any. */
  readonly target: LanguageCode | null;
  readonly terms: Terms;
}

/** What a list says of a glossary. */
export interface GlossaryInfo extends Omit<GlossaryDraft, 'terms'> {
  /** A UUID. */
  readonly id: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly termCount: number;
}

/** A glossary that is kept. */
export interface StoredGlossary extends GlossaryInfo {
  readonly terms: Terms;
}

/** Keeps glossaries. A tenant sees its own and no others. */
export interface GlossaryStore {
  /** @throws NewsglotError `storage_full` */
  create(tenant: Tenant, draft: GlossaryDraft): Promise<GlossaryInfo>;
  /** The oldest first. */
  list(tenant: Tenant): Promise<readonly GlossaryInfo[]>;
  get(tenant: Tenant, id: string): Promise<StoredGlossary | undefined>;
  /** @returns whether there was one. */
  delete(tenant: Tenant, id: string): Promise<boolean>;
}

/** Bounds of a store. */
export interface StoreLimits {
  /** Most glossaries of one tenant. */
  readonly glossaries: number;
  /** Most terms in all glossaries of one tenant. */
  readonly terms: number;
}

/** Bounds that leave a store in memory small. */
export const DEFAULT_STORE_LIMITS: StoreLimits = { glossaries: 1000, terms: 100_000 };

/**
 * Refuses one glossary more than a tenant may have.
 * @throws NewsglotError `storage_full`
 */
export function requireRoom(kept: StoreLimits, added: number, limits: StoreLimits): void {
  if (!hasRoom(kept, added, limits)) throw storageFull(limits);
}

/** Whether a tenant may have one glossary more. @param added its terms. */
export function hasRoom(kept: StoreLimits, added: number, limits: StoreLimits): boolean {
  return kept.glossaries < limits.glossaries && kept.terms + added <= limits.terms;
}

/** The error of a tenant who may not. */
export function storageFull(limits: StoreLimits): NewsglotError {
  return new NewsglotError(
    'storage_full',
    `at most ${limits.glossaries} glossaries with ${limits.terms} terms in all are kept; delete some first`,
  );
}

/** A draft as it is kept from now on. */
export function stored(draft: GlossaryDraft, now: () => number): StoredGlossary {
  return {
    id: crypto.randomUUID(),
    name: draft.name,
    source: draft.source,
    target: draft.target,
    createdAt: new Date(now()).toISOString(),
    termCount: Object.keys(draft.terms).length,
    terms: draft.terms,
  };
}
