/**
 * The HTTP app. It knows no runtime: an entry point gives it its services.
 * @module
 */
import { Hono } from 'hono';
import { articleRoutes } from './http/articles.ts';
import { bodyLimit } from './http/body.ts';
import { catalogueRoutes } from './http/catalogue.ts';
import { openCors } from './http/cors.ts';
import { deeplRoutes } from './http/deepl/routes.ts';
import { detectRoutes } from './http/detect.ts';
import { handleErrors, handleNotFound, refuseOtherMethods } from './http/errors.ts';
import { glossaryRoutes } from './http/glossaries.ts';
import { healthRoutes } from './http/health.ts';
import { libreTranslateRoutes } from './http/libretranslate/routes.ts';
import { identified, tenantOf } from './http/tenant.ts';
import { translateRoutes } from './http/translate.ts';
import type { Services } from './services.ts';

/** Response headers that scripts of other origins may read. */
const EXPOSED_HEADERS = ['Content-Language', 'Content-Location', 'ETag', 'Retry-After', 'Server-Timing'];

/**
 * Builds the app. Every origin may call it, since nothing depends on cookies: a caller has a key, or is anonymous.
 * @example
 * const app = createApp(services);
 * await app.request('/health');
 */
export function createApp(services: Services): Hono {
  const app = new Hono();
  app.onError(handleErrors(services.report));
  app.notFound(handleNotFound);
  app.use(openCors(EXPOSED_HEADERS));
  app.use(bodyLimit(services.limits.bodyBytes));
  for (const path of ['/v1/translate', '/v1/detect', '/v1/glossaries/*', '/v1/usage']) {
    app.use(path, identified(services));
  }
  app.route('/v1/translate', translateRoutes(services));
  app.route('/v1/detect', detectRoutes(services));
  app.route('/v1/articles', articleRoutes(services));
  app.route('/v1/glossaries', glossaryRoutes(services));
  app.get('/v1/usage', async (c) => c.json(await services.accounts.usage(tenantOf(c))));
  app.route('/v1', catalogueRoutes(services));
  app.route('/', healthRoutes(services));
  app.route('/v2', deeplRoutes(services));
  app.route('/', libreTranslateRoutes(services));
  refuseOtherMethods(app);
  return app;
}
