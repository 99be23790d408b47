/**
 * Bindings and variables of the Worker (wrangler.toml), checked at its first request.
 * @module
 */
import { z } from 'zod';
import type { CountingObject, ObjectNamespace } from '../accounts/durable-usage.ts';
import type { AccountsBinding } from '../accounts/kv-accounts.ts';
import type { KvBinding } from '../cache/kv.ts';
import type { BucketBinding } from '../cache/kv-results.ts';
import type { AiBinding } from '../engine/workers-ai.ts';
import type { KeepingObject } from '../glossaries/durable.ts';
import type { JobKeeper, OpenJobs, TicketQueue } from '../jobs/durable-jobs.ts';
import { originsSetting } from './origins.ts';
import type { RateLimitBinding } from './rate-limit.ts';

/** What the Worker is bound to. All but the model's files can be left out: what is not bound is kept in memory. */
export interface WorkerBindings {
  /** Static assets: the model's files under their path in `models/`. */
  readonly ASSETS: { fetch(request: Request): Promise<Response> };
  /** Translations and results that all isolates share. */
  readonly CACHE?: KvBinding;
  /** Results too large for KV. */
  readonly RESULTS?: BucketBinding;
  /** The list of API keys. */
  readonly ACCOUNTS?: AccountsBinding;
  /** What tenants have used, their glossaries, and how much their jobs have before them. */
  readonly TENANTS?: ObjectNamespace<CountingObject & KeepingObject & OpenJobs>;
  /** Jobs, and what they have translated. */
  readonly JOBS?: ObjectNamespace<JobKeeper>;
  /** The steps of jobs. */
  readonly JOB_QUEUE?: TicketQueue;
  /** Turns away callers who send far too much. */
  readonly GUARD?: RateLimitBinding;
  /** Workers AI, which translates instead of the embedded model when MODEL is `workers-ai`. */
  readonly AI?: AiBinding;
}

const whole = z.coerce.number().int().min(1);

const schema = z.object({
  MODEL: z.enum(['embedded', 'workers-ai']).default('embedded'),
  /** Whether callers have keys. */
  KEYS: z.enum(['none', 'optional', 'required']).default('none'),
  /** What all callers without a key may use together. */
  ANONYMOUS_CHARACTERS_PER_MONTH: whole.optional(),
  ANONYMOUS_REQUESTS_PER_MINUTE: whole.optional(),
  /** What each address among them may use. */
  ANONYMOUS_ADDRESS_CHARACTERS_PER_MONTH: whole.optional(),
  ANONYMOUS_ADDRESS_REQUESTS_PER_MINUTE: whole.optional(),
  /** A secret with which addresses are hashed; isolates that count together need the same. */
  ADDRESS_SALT: z.string().min(16).optional(),
  CORS_ORIGINS: originsSetting,
  /** Days for which KV keeps a translation or a result. */
  CACHE_DAYS: z.coerce.number().int().min(1).max(3650).default(30),
  /** Makes the seals of cached values, so that nobody who can write to KV can make one up. */
  CACHE_SECRET: z.string().optional(),
  /** Hours for which a job is kept once it has ended. */
  JOB_KEEP_HOURS: z.coerce.number().min(0.01).max(8760).default(24),
  /** Most characters of all jobs of one tenant that have not ended, times their targets. */
  MAX_JOB_CHARACTERS: whole.default(20_000_000),
  /** Characters that one step of a job translates, in some half a minute of processor. */
  JOB_STEP_CHARACTERS: whole.default(50_000),
  /** Another Newsglot, which is asked for what no cache has. */
  ORIGIN_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** The key that it is asked with. */
  ORIGIN_KEY: z.string().min(1).optional(),
});

/** Variables and secrets of the Worker. */
export type WorkerConfig = z.output<typeof schema>;

/**
 * Reads the variables.
 * @throws Error whose message lists every one that is wrong or lacks its binding.
 */
export function readWorkerConfig(env: WorkerBindings): WorkerConfig {
  const given = Object.entries(env).filter(([, value]) => typeof value === 'string' && value !== '');
  const parsed = schema.safeParse(Object.fromEntries(given));
  const mistakes = parsed.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];
  if (parsed.data && parsed.data.KEYS !== 'none' && !(env.ACCOUNTS && env.TENANTS)) {
    mistakes.push('KEYS: needs the bindings ACCOUNTS and TENANTS');
  }
  if (parsed.data && limitsAddresses(parsed.data) && env.TENANTS && parsed.data.ADDRESS_SALT === undefined) {
    mistakes.push('ADDRESS_SALT: isolates that count addresses together need one');
  }
  if (parsed.data?.MODEL === 'workers-ai' && !env.AI) mistakes.push('MODEL: needs the binding AI');
  if (parsed.data && mistakes.length === 0) return parsed.data;
  throw new Error(`the configuration is not valid:\n  ${mistakes.join('\n  ')}`);
}

/** Whether each address that calls without a key is limited. */
export function limitsAddresses(config: WorkerConfig): boolean {
  return (
    config.ANONYMOUS_ADDRESS_CHARACTERS_PER_MONTH !== undefined ||
    config.ANONYMOUS_ADDRESS_REQUESTS_PER_MINUTE !== undefined
  );
}
