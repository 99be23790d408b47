/**
 * The service on Cloudflare Workers: the same app, behind the cache of the data centre.
 * @module
 */
import { createApp } from '../app.ts';
import { type HttpCache, throughArticleCache } from './article-cache.ts';
import type { WorkerBindings } from './config-worker.ts';
import { createWorkerServices } from './services-worker.ts';

export { TenantObject } from './tenant-object.ts';

let app: ReturnType<typeof createApp> | undefined;

export default {
  fetch(
    request: Request,
    env: WorkerBindings,
    context: { waitUntil(work: Promise<unknown>): void },
  ): Promise<Response> {
    app ??= createApp(createWorkerServices(env));
    const service = app;
    return throughArticleCache(
      request,
      (caches as unknown as { readonly default: HttpCache }).default,
      (work) => context.waitUntil(work),
      () => service.fetch(request, env, context as never),
    );
  },
};
