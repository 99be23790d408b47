/**
 * The service on Cloudflare Workers: the same app, behind the cache of the data centre; and the steps of its jobs.
 * @module
 */
import { createApp } from '../app.ts';
import type { JobTicket } from '../jobs/durable-jobs.ts';
import { logRequestFault } from '../telemetry/log.ts';
import { type HttpCache, throughArticleCache } from './article-cache.ts';
import type { WorkerBindings } from './config-worker.ts';
import { createWorkerServices, type WorkerServices } from './services-worker.ts';

export { JobObject } from './job-object.ts';
export { TenantObject } from './tenant-object.ts';

interface Context {
  waitUntil(work: Promise<unknown>): void;
}

/** Messages of a queue. */
interface Batch {
  readonly messages: readonly {
    readonly body: JobTicket;
    readonly attempts: number;
    ack(): void;
    retry(options: { readonly delaySeconds: number }): void;
  }[];
}

let services: WorkerServices | undefined;
let app: ReturnType<typeof createApp> | undefined;

export default {
  fetch(request: Request, env: WorkerBindings, context: Context): Promise<Response> {
    services ??= createWorkerServices(env);
    app ??= createApp(services);
    const service = app;
    return throughArticleCache(
      request,
      (caches as unknown as { readonly default: HttpCache }).default,
      (work) => context.waitUntil(work),
      () => service.fetch(request, env, context as never),
    );
  },

  async queue({ messages }: Batch, env: WorkerBindings, context: Context): Promise<void> {
    services ??= createWorkerServices(env);
    for (const message of messages) {
      try {
        await services.doStep?.(message.body, (work) => context.waitUntil(work));
        message.ack();
      } catch (error) {
        logRequestFault(services.telemetry.log, error);
        message.retry({ delaySeconds: 5 * message.attempts });
      }
    }
  },
};
