/**
 * `/v1/jobs`: documents that take longer than a request should.
 * @module
 */
import type { Context } from 'hono';
import type { Tenant } from '../accounts/accounts.ts';
import { NewsglotError } from '../errors.ts';
import type { Job, JobStore, Submission } from '../jobs/job.ts';
import { requireSameOrder } from '../jobs/limits.ts';
import type { Services } from '../services.ts';
import type { Localisation } from '../translation/localisation.ts';
import { wants } from './accept.ts';
import { readJsonRequest } from './body.ts';
import { respondWithDocument } from './document-response.ts';
import { encodeLocalisation } from './encoding.ts';
import { type JobBody, jobBody } from './job-body.ts';
import { respondWithJobEvents } from './job-events.ts';
import { type AskedJob, readJobOrder } from './job-order.ts';
import {
  cancelJobRoute,
  jobResultOperation,
  jobResultRoute,
  readJobRoute,
  submitJobRoute,
} from './job-routes.ts';
import { documented, typed } from './openapi/documented.ts';
import { payerOf, tenantOf } from './tenant.ts';

/** The jobs resource; there is none where nothing can go on once a request is answered. */
export function jobRoutes(services: Services) {
  const app = documented(readJsonRequest);
  app.openAPIRegistry.registerPath(jobResultOperation);
  const { jobs = noJobs } = services;
  return app
    .openapi(submitJobRoute, async (c) => {
      const order = await readJobOrder(c, c.req.valid('json'), services);
      const job = await submit(order, { services, jobs, payer: payerOf(c) });
      return c.json(jobBody(job), 202, { Location: `/v1/jobs/${job.id}` });
    })
    .openapi(readJobRoute, async (c) => {
      const look = () => jobs.get(tenantOf(c), c.req.param('id'));
      const job = found(await look());
      c.header('Cache-Control', 'no-store');
      if (!wants(c, 'text/event-stream')) return c.json(jobBody(job), 200);
      return typed<JobBody>(respondWithJobEvents(c, job, { look, services }));
    })
    .openapi(cancelJobRoute, async (c) =>
      c.json(jobBody(found(await jobs.cancel(tenantOf(c), c.req.param('id')))), 200),
    )
    .openapi({ ...jobResultRoute, hide: true }, async (c) => {
      const { id, task } = c.req.param();
      return typed<Localisation>(
        respondWithResult(c, found(await jobs.result(tenantOf(c), id, Number(task)))),
      );
    });
}

/** Charges a job and hands it in, unless it was before; one that is not taken costs nothing. */
async function submit(
  { characters, ...order }: AskedJob,
  {
    services: { accounts },
    jobs,
    payer,
  }: { readonly services: Services; readonly jobs: JobStore; readonly payer: Tenant },
): Promise<Job> {
  const known = await jobs.get(order.tenant, order.id);
  if (known) {
    requireSameOrder(known, order);
    return known;
  }
  const reservation = await accounts.charge(payer, characters);
  let outcome: Submission['outcome'] | 'refused' = 'refused';
  try {
    const submission = await jobs.submit({ ...order, reservation });
    outcome = submission.outcome;
    return submission.job;
  } finally {
    if (outcome !== 'created') await accounts.settle(reservation, 0);
  }
}

/** A result is its tenant's own; the document itself is served in a sandbox, as articles are. */
function respondWithResult(c: Context, result: Localisation): Response {
  c.header('Cache-Control', 'private, no-cache');
  c.header('Vary', 'Accept');
  if (wants(c, 'application/json')) {
    c.header('Content-Language', result.target);
    c.header('Content-Type', 'application/json');
    return c.body(encodeLocalisation(result));
  }
  c.header('Content-Security-Policy', 'sandbox');
  return respondWithDocument(c, result);
}

function found<T>(value: T | undefined): T {
  if (value !== undefined) return value;
  throw new NewsglotError('not_found', 'there is no such job or result, or it has expired');
}

const noJobs: JobStore = {
  get: async () => undefined,
  result: async () => undefined,
  cancel: async () => undefined,
  async submit() {
    throw new NewsglotError('not_found', 'jobs are not taken here');
  },
};
