/**
 * A job on Cloudflare, in the SQLite of a Durable Object: what was asked for, how far it is, what its steps have translated, and
 * its results. It queues its own steps, and is gone some time after it has ended. Bundled by wrangler only.
 * @module
 * @see https://developers.cloudflare.com/durable-objects/api/sqlite-storage-api/
 */
import { DurableObject, type DurableObjectState, type SqlStorage } from 'cloudflare:workers';
import type { Hash } from '../cache/key.ts';
import type { JobKeeper, KeptTranslation, TicketQueue, Turn } from '../jobs/durable-jobs.ts';
import {
  begunAnew,
  givenUp,
  type Job,
  type JobOrder,
  openTasks,
  type TaskState,
  waitingTasks,
} from '../jobs/job.ts';
import { type JobRow, jobOf, metaOf, SCHEMA, settlementOf, tasksOf } from './job-rows.ts';
import { partsOf } from './sql-text.ts';

/** A job that is not heard of for so long has its ticket queued again: the queue gives up on one that fails again and again. */
const SILENCE_MS = 30 * 60_000;
/** How often a step is begun that is never done. */
const MAX_BEGUN = 4;
/** A job that has not ended by then never will. */
const LOST_MS = 7 * 86_400_000;

/** The object of one job, which has the job's name. */
export class JobObject extends DurableObject implements JobKeeper {
  readonly #sql: SqlStorage;
  readonly #queue: TicketQueue;

  constructor(context: DurableObjectState, env: { readonly JOB_QUEUE: TicketQueue }) {
    super(context, env);
    this.#sql = context.storage.sql;
    this.#queue = env.JOB_QUEUE;
  }

  async create(order: JobOrder, keepMs: number): Promise<{ job: Job; created: boolean }> {
    const known = this.#row();
    if (!known) {
      const { documents: _, weight: __, ...meta } = order;
      this.ctx.storage.transactionSync(() => {
        this.#sql.exec(SCHEMA);
        this.#sql.exec(
          'INSERT INTO job VALUES (?, ?, ?, 0, 0, 0, NULL, 0, 0)',
          JSON.stringify(meta),
          JSON.stringify(waitingTasks(order)),
          keepMs,
        );
        this.#write('order', JSON.stringify(order));
      });
      await this.ctx.storage.setAlarm(Date.now() + SILENCE_MS);
    }
    // Again for one that was known: its ticket may not have got into the queue.
    await this.#enqueue();
    return { job: jobOf(this.#row()!), created: !known };
  }

  async read() {
    const row = this.#row();
    return row && { tenant: metaOf(row).tenant, job: jobOf(row) };
  }

  async cancel(): Promise<void> {
    const row = this.#row();
    if (row && row.ended_at === null) await this.#finish(begunAnew(tasksOf(row)), 'cancelled');
  }

  async result(task: number): Promise<string | undefined> {
    return this.#row() && this.#text(`result/${task}`);
  }

  async begin(step: number): Promise<Turn> {
    const row = this.#row();
    if (!row) return { kind: 'nothing' };
    if (row.ended_at !== null) return row.settled ? { kind: 'nothing' } : settlementOf(row);
    if (step !== row.step) {
      // Whoever did this step may have ended before the next one was queued.
      await this.#enqueue();
      return { kind: 'nothing' };
    }
    const tasks = tasksOf(row);
    if (row.begun >= MAX_BEGUN) {
      await this.#finish(givenUp(tasks), 'finished');
      return settlementOf(this.#row()!);
    }
    this.#sql.exec('UPDATE job SET begun = begun + 1');
    return { kind: 'work', order: JSON.parse(this.#text('order')!) as JobOrder, tasks };
  }

  async translations(keys: readonly Hash[]): Promise<(KeptTranslation | null)[]> {
    return keys.map((key) => {
      const [found] = this.#sql
        .exec<{ json: string; counted: number }>('SELECT json, counted FROM translations WHERE key = ?', key)
        .toArray();
      return found ? { json: found.json, counted: found.counted === 1 } : null;
    });
  }

  async keep(
    translations: readonly (readonly [Hash, string])[],
    tasks: readonly TaskState[],
  ): Promise<boolean> {
    const row = this.#row();
    if (!row || row.ended_at !== null) return false;
    this.ctx.storage.transactionSync(() => {
      for (const [key, json] of translations) {
        this.#sql.exec('INSERT OR IGNORE INTO translations VALUES (?, ?, 0)', key, json);
      }
      this.#sql.exec('UPDATE job SET tasks = ?', JSON.stringify(tasks));
    });
    return true;
  }

  async keepResult(task: number, json: string): Promise<void> {
    if (!this.#row()) return;
    this.ctx.storage.transactionSync(() => {
      this.#write(`result/${task}`, json);
      this.#sql.exec('UPDATE translations SET counted = 1');
    });
  }

  async end(step: number, tasks: readonly TaskState[]): Promise<void> {
    const row = this.#row();
    if (!row || row.ended_at !== null || step !== row.step) return;
    if (openTasks(tasks).length === 0) return this.#finish(tasks, 'finished');
    this.#sql.exec('UPDATE job SET tasks = ?, step = step + 1, begun = 0, queued = 0', JSON.stringify(tasks));
    await this.ctx.storage.setAlarm(Date.now() + SILENCE_MS);
    await this.#enqueue();
  }

  async settled(): Promise<void> {
    if (this.#row()) this.#sql.exec('UPDATE job SET settled = 1');
  }

  /** The job was not heard of for a while, or its time is over. */
  async alarm(): Promise<void> {
    const row = this.#row();
    if (!row) return;
    const now = Date.now();
    if (row.ended_at !== null && now >= row.ended_at + row.keep_ms) return this.ctx.storage.deleteAll();
    if (now >= metaOf(row).createdAt + LOST_MS) return this.ctx.storage.deleteAll();
    await this.ctx.storage.setAlarm(now + SILENCE_MS);
    this.#sql.exec('UPDATE job SET queued = 0');
    await this.#enqueue();
  }

  /** Puts the ticket of the step into the queue, unless it is there. */
  async #enqueue(): Promise<void> {
    const row = this.#row()!;
    if (row.queued || row.ended_at !== null) return;
    this.#sql.exec('UPDATE job SET queued = 1');
    try {
      await this.#queue.send({ id: metaOf(row).id, step: row.step });
    } catch (error) {
      this.#sql.exec('UPDATE job SET queued = 0 WHERE step = ?', row.step);
      throw error;
    }
  }

  /** Ends the job; the documents and what its steps have translated are let go. */
  async #finish(tasks: readonly TaskState[], how: 'finished' | 'cancelled'): Promise<void> {
    const now = Date.now();
    this.ctx.storage.transactionSync(() => {
      this.#sql.exec(
        'UPDATE job SET tasks = ?, ended_at = ?, cancelled = ?',
        JSON.stringify(tasks),
        now,
        how === 'cancelled' ? 1 : 0,
      );
      this.#sql.exec("DELETE FROM texts WHERE name = 'order'");
      this.#sql.exec('DELETE FROM translations');
    });
    await this.ctx.storage.setAlarm(now + this.#row()!.keep_ms);
  }

  /** The job; `undefined` if there is none. What is only asked for is not kept: no tables are made for it. */
  #row(): JobRow | undefined {
    const made = this.#sql.exec("SELECT 1 AS made FROM sqlite_master WHERE name = 'job'").toArray();
    return made.length > 0 ? this.#sql.exec<JobRow>('SELECT * FROM job').toArray()[0] : undefined;
  }

  #write(name: string, text: string): void {
    this.#sql.exec('DELETE FROM texts WHERE name = ?', name);
    for (const { from, part } of partsOf(text)) {
      this.#sql.exec('INSERT INTO texts VALUES (?, ?, ?)', name, from, part);
    }
  }

  #text(name: string): string | undefined {
    const parts = this.#sql
      .exec<{ text: string }>('SELECT text FROM texts WHERE name = ? ORDER BY part', name)
      .toArray();
    return parts.length > 0 ? parts.map(({ text }) => text).join('') : undefined;
  }
}
