/**
 * Glossaries in Durable Objects of Cloudflare, one for each tenant.
 * @module
 */
import type { ObjectNamespace } from '../accounts/durable-usage.ts';
import {
  DEFAULT_STORE_LIMITS,
  type GlossaryInfo,
  type GlossaryStore,
  type StoredGlossary,
  type StoreLimits,
  storageFull,
  stored,
} from './store.ts';

/** What the object of a tenant can be asked to keep (`entry/tenant-object.ts`). */
export interface KeepingObject {
  /** @returns whether there was room. */
  addGlossary(glossary: StoredGlossary, limits: StoreLimits): Promise<boolean>;
  /** The oldest first. */
  listGlossaries(): Promise<readonly GlossaryInfo[]>;
  getGlossary(id: string): Promise<StoredGlossary | undefined>;
  /** @returns whether there was one. */
  deleteGlossary(id: string): Promise<boolean>;
}

/** @param now milliseconds since 1970. */
export function createDurableGlossaries(
  objects: ObjectNamespace<KeepingObject>,
  now: () => number,
  limits = DEFAULT_STORE_LIMITS,
): GlossaryStore {
  return {
    async create(tenant, draft) {
      const glossary = stored(draft, now);
      if (!(await objects.getByName(tenant).addGlossary(glossary, limits))) throw storageFull(limits);
      const { terms: _, ...info } = glossary;
      return info;
    },
    list: (tenant) => objects.getByName(tenant).listGlossaries(),
    get: (tenant, id) => objects.getByName(tenant).getGlossary(id),
    delete: (tenant, id) => objects.getByName(tenant).deleteGlossary(id),
  };
}
