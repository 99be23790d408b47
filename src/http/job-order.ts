/**
 * What `POST /v1/jobs` asks for.
 * @module
 */

import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { hashOf } from '../cache/key.ts';
import { NewsglotError } from '../errors.ts';
import type { JobDocument, JobOrder } from '../jobs/job.ts';
import { jobId } from '../jobs/job-id.ts';
import type { LanguageCode } from '../language/codes.ts';
import type { Services } from '../services.ts';
import { check } from './check.ts';
import { weightOf } from './priority.ts';
import type { jobRequest } from './request-schemas.ts';
import { tenantOf } from './tenant.ts';
import { toRequest } from './translate.ts';

/** What callers may name a request, to send it again without having it done again. */
export const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters');

/** Share of the engine against requests that somebody waits for, unless a job says how urgent it is. */
const JOB_WEIGHT = 1 / 4;

/** A job that is asked for and not yet charged. */
export interface AskedJob extends Omit<JobOrder, 'reservation'> {
  /** What it may come to at most: those of all documents, times the targets. */
  readonly characters: number;
}

/**
 * Reads a job that is asked for.
 * @throws NewsglotError whatever would be wrong with any of its documents as a request of its own; `content_too_large`
 */
export async function readJobOrder(
  c: Context,
  body: z.output<typeof jobRequest>,
  services: Services,
): Promise<AskedJob> {
  const { limits } = services;
  const key = check(idempotencyKey.optional(), c.req.header('Idempotency-Key'));
  const tenant = tenantOf(c);
  if (body.documents.length > limits.texts) throw tooLarge(`at most ${limits.texts} documents a job`);
  const tags = [...new Set(body.targets)];
  const characters = tags.length * body.documents.reduce((sum, { content }) => sum + content.length, 0);
  if (characters > limits.characters) {
    throw tooLarge(`at most ${limits.characters} characters a job, times its targets`);
  }
  const documents: JobDocument[] = [];
  const targets = new Set<LanguageCode>();
  for (const [index, document] of body.documents.entries()) {
    // Targets are checked with the first document, and with every glossary that is kept: it may not suit them all.
    const asked = index === 0 || typeof document.glossary === 'string' ? tags : tags.slice(0, 1);
    const requests = await Promise.all(
      asked.map((target) => toRequest(c, { ...document, model: body.model, target }, services)),
    );
    for (const { target } of requests) targets.add(target);
    const { target: _, ...rest } = requests[0]!;
    documents.push(rest);
  }
  const fingerprint = await hashOf([JSON.stringify(body)]);
  return {
    id: await jobId(tenant, key, fingerprint),
    tenant,
    documents,
    targets: [...targets],
    fingerprint,
    characters,
    weight: c.req.header('Priority') === undefined ? JOB_WEIGHT : weightOf(c),
    createdAt: Date.now(),
  };
}

function tooLarge(message: string): NewsglotError {
  return new NewsglotError('content_too_large', message, { param: 'documents' });
}
