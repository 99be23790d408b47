/**
 * Counts in memory that outlive the process: written to an SQLite file every second and at the end. The file is one process's
 * own; instances that share their counts do so in Redis.
 * @module
 */
import { openDatabase } from '../sqlite.ts';
import { createMemoryUsage, type MonthlyCount } from './memory-usage.ts';
import type { UsageStore } from './usage.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS usage (
    tenant TEXT NOT NULL,
    month TEXT NOT NULL,
    characters INTEGER NOT NULL,
    PRIMARY KEY (tenant, month)
  ) STRICT;
`;
const WRITE_MS = 1000;

/** A store that must be closed. */
export interface UsageFile extends UsageStore {
  close(): void;
}

/**
 * Opens a file, which is made if there is none.
 * @param report told when it cannot be written; counts go on in memory then.
 * @throws Error when the file cannot be opened or is no database.
 */
export function openUsageFile(path: string, report: (error: unknown) => void): UsageFile {
  const database = openDatabase(path, SCHEMA);
  const counted = database.all('SELECT tenant, month, characters FROM usage') as unknown as MonthlyCount[];
  const changed = new Map<string, MonthlyCount>();
  const store = createMemoryUsage(counted, (count) => {
    changed.set(`${count.month} ${count.tenant}`, count);
  });

  function write(): void {
    if (changed.size === 0) return;
    try {
      database.exec('BEGIN IMMEDIATE');
      for (const { tenant, month, characters } of changed.values()) {
        database.run(
          'INSERT INTO usage VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET characters = excluded.characters',
          [tenant, month, characters],
        );
      }
      database.exec('COMMIT');
      changed.clear();
    } catch (error) {
      if (database.inTransaction) database.exec('ROLLBACK');
      report(error);
    }
  }

  const timer = setInterval(write, WRITE_MS);
  timer.unref();
  return {
    ...store,
    close() {
      clearInterval(timer);
      write();
      database.close();
    },
  };
}
