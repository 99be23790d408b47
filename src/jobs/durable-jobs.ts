/**
 * Jobs on Cloudflare: each is kept by a Durable Object of its own, and done step by step by whichever Worker the queue gives
 * its ticket to (`durable-step.ts`).
 * @module
 */
import type { Tenant } from '../accounts/accounts.ts';
import type { ObjectNamespace } from '../accounts/durable-usage.ts';
import type { Hash } from '../cache/key.ts';
import type { Localisation } from '../translation/localisation.ts';
import type { Job, JobOrder, JobStore, TaskState } from './job.ts';
import { isJobId } from './job-id.ts';
import { requireSameOrder, tooMuchWaiting } from './limits.ts';
import { whileThere } from './while-there.ts';

/** What the queue carries: the right to do a step of a job. */
export interface JobTicket {
  readonly id: string;
  /** Counted from 0; a ticket of a step that was done is void. */
  readonly step: number;
}

/** Where the tickets go. */
export interface TicketQueue {
  send(ticket: JobTicket): Promise<unknown>;
}

/** What a step of a job asks for, or what is left to do once the job has ended; nothing where both are done. */
export type Turn =
  | { readonly kind: 'work'; readonly order: JobOrder; readonly tasks: TaskState[] }
  | {
      readonly kind: 'settle';
      readonly order: Pick<JobOrder, 'tenant' | 'reservation'>;
      readonly tasks: readonly TaskState[];
    }
  | { readonly kind: 'nothing' };

/** A translation that a job has computed. */
export interface KeptTranslation {
  readonly json: string;
  /** Whether a task that has ended was charged for it. */
  readonly counted: boolean;
}

/** What the object of a job, which has the job's name, can be asked (`entry/job-object.ts`). */
export interface JobKeeper {
  /** Keeps an order, unless there is one, and sees to it that it is queued. @param keepMs for how long it is kept once it has ended */
  create(order: JobOrder, keepMs: number): Promise<{ readonly job: Job; readonly created: boolean }>;
  read(): Promise<{ readonly tenant: Tenant; readonly job: Job } | undefined>;
  /** Ends the job, unless it has ended. */
  cancel(): Promise<void>;
  /** The JSON of a result. */
  result(task: number): Promise<string | undefined>;

  /** Begins a step. One that is begun too often without ever being done is what ends its Worker: the job is then given up. */
  begin(step: number): Promise<Turn>;
  /** Translations that earlier steps have computed, in the order of the keys. */
  translations(keys: readonly Hash[]): Promise<readonly (KeptTranslation | null)[]>;
  /** Keeps translations, and how far the tasks are. @returns whether the job goes on: it may have been cancelled */
  keep(translations: readonly (readonly [Hash, string])[], tasks: readonly TaskState[]): Promise<boolean>;
  /** Keeps the result of a task; the translations that are kept by now are counted with it. */
  keepResult(task: number, json: string): Promise<void>;
  /** Ends a step, and queues the next one if something is left to do; what ends a second time changes nothing. */
  end(step: number, tasks: readonly TaskState[]): Promise<void>;
  /** What the job came to has been charged. */
  settled(): Promise<void>;
}

/** What the object of a tenant counts of its jobs (`entry/tenant-object.ts`). */
export interface OpenJobs {
  /** Counts a job until it is closed. @returns whether there is room for as many characters; one job is taken however long it is. */
  openJob(id: string, characters: number, limit: number): Promise<boolean>;
  closeJob(id: string): Promise<void>;
}

/** What a store is made of. */
export interface DurableJobsOptions {
  readonly jobs: ObjectNamespace<JobKeeper>;
  readonly tenants: ObjectNamespace<OpenJobs>;
  /** Most characters of all jobs of one tenant that have not ended, times their targets. */
  readonly characters: number;
  /** Milliseconds for which a job is kept once it has ended. */
  readonly keepMs: number;
  /** Reads a result. */
  readonly parse: (value: unknown) => Localisation | undefined;
}

/** Takes jobs. */
export function createDurableJobs(options: DurableJobsOptions): JobStore {
  const { jobs, tenants, characters, keepMs, parse } = options;

  async function find(tenant: Tenant, id: string): Promise<Job | undefined> {
    const found = isJobId(id) ? await jobs.getByName(id).read() : undefined;
    return found?.tenant === tenant ? found.job : undefined;
  }

  return {
    submit: (order) =>
      whileThere(async () => {
        const open = tenants.getByName(order.tenant);
        if (!(await open.openJob(order.id, order.reservation.characters, characters))) throw tooMuchWaiting();
        const { job, created } = await jobs.getByName(order.id).create(order, keepMs);
        if (!created) requireSameOrder(job, order);
        return { job, outcome: created ? 'created' : 'repeated' };
      }),
    get: (tenant, id) => whileThere(() => find(tenant, id)),
    result: (tenant, id, task) =>
      whileThere(async () => {
        const json = (await find(tenant, id)) && (await jobs.getByName(id).result(task));
        return json === undefined ? undefined : parse(JSON.parse(json));
      }),
    cancel: (tenant, id) =>
      whileThere(async () => {
        if (!(await find(tenant, id))) return undefined;
        await jobs.getByName(id).cancel();
        return find(tenant, id);
      }),
  };
}
