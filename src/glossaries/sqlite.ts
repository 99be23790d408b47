/**
 * Glossaries in an SQLite file, for Node.
 * @module
 */
import { openDatabase } from '../sqlite.ts';
import { INFO, type InfoRow, infoOf } from './rows.ts';
import { DEFAULT_STORE_LIMITS, type GlossaryStore, requireRoom, stored, type Terms } from './store.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS glossaries (
    id TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    name TEXT NOT NULL,
    source TEXT,
    target TEXT,
    created_at TEXT NOT NULL,
    term_count INTEGER NOT NULL,
    terms TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS glossaries_of_tenant ON glossaries (tenant, created_at);
`;

/** A store that must be closed. */
export interface GlossaryFile extends GlossaryStore {
  close(): void;
}

/**
 * Opens a file, which is made if there is none.
 * @param now milliseconds since 1970.
 * @throws Error when the file cannot be opened or is no database.
 */
export function openGlossaryFile(
  path: string,
  now: () => number,
  limits = DEFAULT_STORE_LIMITS,
): GlossaryFile {
  const database = openDatabase(path, SCHEMA);
  return {
    async create(tenant, draft) {
      const { terms, ...info } = stored(draft, now);
      database.exec('BEGIN IMMEDIATE');
      try {
        const kept = database.get(
          'SELECT count(*) AS glossaries, coalesce(sum(term_count), 0) AS terms FROM glossaries WHERE tenant = ?',
          [tenant],
        ) as { glossaries: number; terms: number };
        requireRoom(kept, info.termCount, limits);
        database.run('INSERT INTO glossaries VALUES (?, ?, ?, ?, ?, ?, ?, ?)', [
          info.id,
          tenant,
          info.name,
          info.source,
          info.target,
          info.createdAt,
          info.termCount,
          JSON.stringify(terms),
        ]);
        database.exec('COMMIT');
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
      return info;
    },
    async list(tenant) {
      const rows = database.all(
        `SELECT ${INFO} FROM glossaries WHERE tenant = ? ORDER BY created_at, rowid`,
        [tenant],
      );
      return (rows as unknown as InfoRow[]).map(infoOf);
    },
    async get(tenant, id) {
      const row = database.get(`SELECT ${INFO}, terms FROM glossaries WHERE tenant = ? AND id = ?`, [
        tenant,
        id,
      ]) as unknown as (InfoRow & { terms: string }) | null;
      if (!row) return undefined;
      return { ...infoOf(row), terms: JSON.parse(row.terms) as Terms };
    },
    async delete(tenant, id) {
      return database.run('DELETE FROM glossaries WHERE tenant = ? AND id = ?', [tenant, id]).changes > 0;
    },
    close: () => database.close(),
  };
}
