/**
 * What is kept of one tenant on Cloudflare, in the SQLite of a Durable Object: what it has used, its glossaries, and how much
 * its jobs have before them. Its methods do not wait for anything, so that each of them is atomic. Bundled by wrangler only.
 * @module
 * @see https://developers.cloudflare.com/durable-objects/api/sqlite-storage-api/
 */
import { DurableObject, type DurableObjectState, type SqlStorage } from 'cloudflare:workers';
import { minuteOf, secondsUntilRoom } from '../accounts/request-window.ts';
import type { Month, Reservation } from '../accounts/usage.ts';
import { INFO, type InfoRow, infoOf } from '../glossaries/rows.ts';
import {
  type GlossaryInfo,
  hasRoom,
  type StoredGlossary,
  type StoreLimits,
  type Terms,
} from '../glossaries/store.ts';
import { partsOf } from './sql-text.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS characters (month TEXT PRIMARY KEY, used INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS reservations (id TEXT PRIMARY KEY, made_at INTEGER NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS reservations_by_age ON reservations (made_at);
  CREATE TABLE IF NOT EXISTS requests (minute INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS glossaries (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    source TEXT,
    target TEXT,
    created_at TEXT NOT NULL,
    term_count INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS terms (
    glossary TEXT NOT NULL,
    part INTEGER NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (glossary, part)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS jobs (
    id TEXT PRIMARY KEY,
    characters INTEGER NOT NULL,
    made_at INTEGER NOT NULL
  ) STRICT;
`;

/** After this time nobody settles a reservation any more; it counts in full. */
const RESERVATION_MS = 24 * 3_600_000;
/** After this time a job is not counted any more, whatever became of it. */
const JOB_MS = 7 * 24 * 3_600_000;

/** The object of one tenant, which has the tenant's name. */
export class TenantObject extends DurableObject {
  readonly #sql: SqlStorage;

  constructor(context: DurableObjectState, env: unknown) {
    super(context, env);
    this.#sql = context.storage.sql;
    this.#sql.exec(SCHEMA);
  }

  /** As `UsageStore.reserve`; a reservation that is told of again is not counted again. */
  reserve({ id, month, characters }: Reservation, limit: number | null): boolean {
    if (this.#sql.exec('SELECT 1 FROM reservations WHERE id = ?', id).toArray().length > 0) return true;
    if (limit !== null && this.used(month) + characters > limit) return false;
    const now = Date.now();
    this.ctx.storage.transactionSync(() => {
      this.#sql.exec('DELETE FROM reservations WHERE made_at < ?', now - RESERVATION_MS);
      this.#sql.exec('INSERT INTO reservations VALUES (?, ?)', id, now);
      this.#add(month, characters);
    });
    return true;
  }

  /** As `UsageStore.settle`. */
  settle({ id, month, characters }: Reservation, used: number): void {
    this.ctx.storage.transactionSync(() => {
      const open = this.#sql.exec('DELETE FROM reservations WHERE id = ? RETURNING id', id).toArray();
      if (open.length > 0) this.#add(month, used - characters);
    });
  }

  /** Characters of a month. */
  used(month: Month): number {
    const [row] = this.#sql
      .exec<{ used: number }>('SELECT used FROM characters WHERE month = ?', month)
      .toArray();
    return row?.used ?? 0;
  }

  /** As `UsageStore.admit`. */
  admit(limit: number, now: number): number {
    const minute = minuteOf(now);
    const count = (of: number) =>
      this.#sql.exec<{ count: number }>('SELECT count FROM requests WHERE minute = ?', of).toArray()[0]
        ?.count ?? 0;
    const wait = secondsUntilRoom({ current: count(minute), last: count(minute - 1) }, limit, now);
    if (wait > 0) return wait;
    this.#sql.exec('DELETE FROM requests WHERE minute < ?', minute - 1);
    this.#sql.exec(
      'INSERT INTO requests VALUES (?, 1) ON CONFLICT (minute) DO UPDATE SET count = count + 1',
      minute,
    );
    return 0;
  }

  /** As `KeepingObject.addGlossary`. */
  addGlossary({ terms, ...info }: StoredGlossary, limits: StoreLimits): boolean {
    const [kept] = this.#sql
      .exec<{ glossaries: number; terms: number }>(
        'SELECT count(*) AS glossaries, coalesce(sum(term_count), 0) AS terms FROM glossaries',
      )
      .toArray();
    if (!hasRoom(kept!, info.termCount, limits)) return false;
    const { id, name, source, target, createdAt, termCount } = info;
    const json = JSON.stringify(terms);
    this.ctx.storage.transactionSync(() => {
      this.#sql.exec(
        'INSERT INTO glossaries VALUES (?, ?, ?, ?, ?, ?)',
        id,
        name,
        source,
        target,
        createdAt,
        termCount,
      );
      for (const { from, part } of partsOf(json)) {
        this.#sql.exec('INSERT INTO terms VALUES (?, ?, ?)', id, from, part);
      }
    });
    return true;
  }

  /** As `KeepingObject.listGlossaries`. */
  listGlossaries(): GlossaryInfo[] {
    const rows = this.#sql
      .exec<InfoRow>(`SELECT ${INFO} FROM glossaries ORDER BY created_at, rowid`)
      .toArray();
    return rows.map(infoOf);
  }

  /** As `KeepingObject.getGlossary`. */
  getGlossary(id: string): StoredGlossary | undefined {
    const [row] = this.#sql.exec<InfoRow>(`SELECT ${INFO} FROM glossaries WHERE id = ?`, id).toArray();
    if (!row) return undefined;
    const parts = this.#sql
      .exec<{ json: string }>('SELECT json FROM terms WHERE glossary = ? ORDER BY part', id)
      .toArray();
    return { ...infoOf(row), terms: JSON.parse(parts.map(({ json }) => json).join('')) as Terms };
  }

  /** As `KeepingObject.deleteGlossary`. */
  deleteGlossary(id: string): boolean {
    return this.ctx.storage.transactionSync(() => {
      this.#sql.exec('DELETE FROM terms WHERE glossary = ?', id);
      return this.#sql.exec('DELETE FROM glossaries WHERE id = ? RETURNING id', id).toArray().length > 0;
    });
  }

  /** As `OpenJobs.openJob`. */
  openJob(id: string, characters: number, limit: number): boolean {
    const now = Date.now();
    this.#sql.exec('DELETE FROM jobs WHERE made_at < ?', now - JOB_MS);
    const [others] = this.#sql
      .exec<{ characters: number | null }>('SELECT sum(characters) AS characters FROM jobs WHERE id <> ?', id)
      .toArray();
    const waiting = others?.characters ?? 0;
    if (waiting > 0 && waiting + characters > limit) return false;
    this.#sql.exec('INSERT OR IGNORE INTO jobs VALUES (?, ?, ?)', id, characters, now);
    return true;
  }

  /** As `OpenJobs.closeJob`. */
  closeJob(id: string): void {
    this.#sql.exec('DELETE FROM jobs WHERE id = ?', id);
  }

  #add(month: Month, characters: number): void {
    this.#sql.exec(
      'INSERT INTO characters VALUES (?1, max(0, ?2)) ON CONFLICT (month) DO UPDATE SET used = max(0, used + ?2)',
      month,
      characters,
    );
  }
}
