/**
 * Glossaries in this process's memory.
 * @module
 */
import type { Tenant } from '../accounts/accounts.ts';
import {
  DEFAULT_STORE_LIMITS,
  type GlossaryInfo,
  type GlossaryStore,
  requireRoom,
  type StoredGlossary,
  stored,
} from './store.ts';

/** @param now milliseconds since 1970. */
export function createMemoryGlossaries(now: () => number, limits = DEFAULT_STORE_LIMITS): GlossaryStore {
  const shelves = new Map<Tenant, Map<string, StoredGlossary>>();
  return {
    async create(tenant, draft) {
      const shelf = shelves.get(tenant) ?? new Map<string, StoredGlossary>();
      const glossary = stored(draft, now);
      const terms = [...shelf.values()].reduce((sum, { termCount }) => sum + termCount, 0);
      requireRoom({ glossaries: shelf.size, terms }, glossary.termCount, limits);
      shelves.set(tenant, shelf.set(glossary.id, glossary));
      return infoOf(glossary);
    },
    list: async (tenant) => [...(shelves.get(tenant)?.values() ?? [])].map(infoOf),
    get: async (tenant, id) => shelves.get(tenant)?.get(id),
    delete: async (tenant, id) => shelves.get(tenant)?.delete(id) ?? false,
  };
}

function infoOf({ terms: _, ...info }: StoredGlossary): GlossaryInfo {
  return info;
}
