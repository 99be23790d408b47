/**
 * Configuration from the environment, checked once at start: one readable error names every mistake.
 * @module
 */
import { z } from 'zod';
import { DEFAULT_CIRCUIT } from '../engine/circuit.ts';
import { DEFAULT_LIMITS as ENGINE_LIMITS } from '../engine/scheduler.ts';
import { DEFAULT_JOB_LIMITS } from '../jobs/limits.ts';
import { DEFAULT_LIMITS } from '../services.ts';
import { LOG_FORMATS, LOG_LEVELS } from '../telemetry/pino-log.ts';
import { originsSetting } from './origins.ts';

const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

const probability = z.coerce.number().min(0).max(1);

const HOUR_MS = 3_600_000;

const settings = z.object({
  PORT: whole(0, 65_535).default(8787),
  HOST: z.string().min(1).default('0.0.0.0'),
  MODEL: z.string().min(1).default('embedded'),
  BEAMS: whole(1, 8).default(1),
  MAX_BODY_BYTES: whole(1024, 2 ** 30).default(DEFAULT_LIMITS.bodyBytes),
  MAX_TEXT_CHARACTERS: whole(1, 2 ** 30).default(DEFAULT_LIMITS.textCharacters),
  MAX_BATCH_TEXTS: whole(1, 10 ** 6).default(DEFAULT_LIMITS.texts),
  MAX_BATCH_CHARACTERS: whole(1, 2 ** 30).default(DEFAULT_LIMITS.characters),
  MAX_ALTERNATIVES: whole(0, ENGINE_LIMITS.maxBeams - 1).default(DEFAULT_LIMITS.alternatives),
  MAX_SEGMENTS: whole(1, 10 ** 6).default(DEFAULT_LIMITS.segments),
  MIN_CONFIDENCE: probability.default(DEFAULT_LIMITS.confidence),
  MIN_TRANSLATION_CONFIDENCE: probability.default(DEFAULT_LIMITS.translationConfidence),
  REQUEST_TIMEOUT_MS: whole(100, 3_600_000).default(DEFAULT_LIMITS.requestMs),
  MODELS_DIR: z.string().min(1).optional(),
  THREADS: whole(1, 256).optional(),
  RUNTIME: z.enum(['native', 'wasm']).default('native'),
  MAX_QUEUED_CHARACTERS: whole(1, 10 ** 9).default(ENGINE_LIMITS.admission.characters),
  KEYS_FILE: z.string().min(1).optional(),
  KEYS_IN: z.literal('redis').optional(),
  USAGE_FILE: z.string().min(1).optional(),
  ANONYMOUS: z.enum(['allowed', 'refused']).default('refused'),
  ANONYMOUS_CHARACTERS_PER_MONTH: whole(1, 10 ** 12).optional(),
  ANONYMOUS_REQUESTS_PER_MINUTE: whole(1, 10 ** 6).optional(),
  JOB_CONCURRENCY: whole(1, 256).default(DEFAULT_JOB_LIMITS.concurrency),
  MAX_JOB_CHARACTERS: whole(1, 10 ** 9).default(DEFAULT_JOB_LIMITS.characters),
  JOB_TASK_TIMEOUT_MS: whole(1000, 86_400_000).default(900_000),
  JOB_KEEP_HOURS: whole(1, 24 * 365).default(DEFAULT_JOB_LIMITS.keepMs / HOUR_MS),
  JOB_RESULTS_MB: whole(1, 65_536).default(64),
  JOB_LOCK_MS: whole(1000, 600_000).default(15_000),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// address' }).optional(),
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w.-]{1,64}$/)
    .default('newsglot'),
  REDIS_TIMEOUT_MS: whole(1, 60_000).default(100),
  REDIS_TTL_DAYS: whole(1, 3650).default(30),
  CACHE_SECRET: z.string().min(16).optional(),
  ANONYMOUS_ADDRESS_CHARACTERS_PER_MONTH: whole(1, 10 ** 12).optional(),
  ANONYMOUS_ADDRESS_REQUESTS_PER_MINUTE: whole(1, 10 ** 6).optional(),
  TRUSTED_PROXIES: whole(0, 100).default(0),
  ADDRESS_SALT: z.string().min(16, 'at least 16 characters').optional(),
  CORS_ORIGINS: originsSetting,
  GLOSSARY_FILE: z.string().min(1).optional(),
  SEGMENT_CACHE_MB: whole(1, 65_536).default(64),
  RESULT_CACHE_MB: whole(1, 65_536).default(64),
  CIRCUIT_FAILURES: whole(1, 1000).default(DEFAULT_CIRCUIT.failures),
  CIRCUIT_REST_MS: whole(100, 3_600_000).default(DEFAULT_CIRCUIT.restMs),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  LOG_FORMAT: z.enum(LOG_FORMATS).default('auto'),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/-]{16,}=*$/, 'at least 16 characters that a bearer token may have')
    .optional(),
});

/** Names of all variables. */
export const VARIABLES: readonly string[] = Object.keys(settings.shape);

/** Has settings compared even where one of them is wrong by itself, so that all mistakes are told at once. */
const always = () => true;

const schema = settings
  .refine(({ KEYS_IN, REDIS_URL }) => KEYS_IN === undefined || REDIS_URL !== undefined, {
    path: ['KEYS_IN'],
    error: 'keys in Redis need a REDIS_URL',
    when: always,
  })
  .refine(({ KEYS_IN, KEYS_FILE }) => KEYS_IN === undefined || KEYS_FILE === undefined, {
    path: ['KEYS_IN'],
    error: 'keys are either in Redis or in KEYS_FILE',
    when: always,
  });

/** Settings of the Node entry points; the names are those of the environment variables. */
export type Config = z.output<typeof schema>;

/**
 * Reads the configuration.
 * @throws Error whose message lists every variable that is wrong.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`the configuration is not valid:\n${mistakes.join('\n')}`);
}
