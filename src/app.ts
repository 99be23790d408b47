/**
 * The HTTP app. It knows no runtime: an entry point gives it its services.
 * @module
 */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from './http/body.ts';
import { openCors } from './http/cors.ts';
import { deeplRoutes } from './http/deepl/routes.ts';
import { embedRoutes } from './http/embed.ts';
import { handleErrors, handleNotFound, refuseOtherMethods } from './http/errors.ts';
import { guarded } from './http/guard.ts';
import { libreTranslateRoutes } from './http/libretranslate/routes.ts';
import { nativeRoutes } from './http/native.ts';
import { documentRoutes } from './http/openapi/document.ts';
import { documented } from './http/openapi/documented.ts';
import { pageRoutes } from './http/pages/routes.tsx';
import type { Services } from './services.ts';

/** Response headers that scripts of other origins may read. */
const EXPOSED_HEADERS = ['Content-Language', 'Content-Location', 'ETag', 'Retry-After', 'Server-Timing'];

/**
 * Builds the app. Every origin may call it, since nothing depends on cookies: a caller has a key, or is anonymous.
 * @example
 * const app = createApp(services);
 * await app.request('/health');
 */
export function createApp(services: Services): OpenAPIHono {
  const app = documented();
  app.onError(handleErrors(services.report));
  app.notFound(handleNotFound);
  app.use(openCors(EXPOSED_HEADERS));
  app.use(guarded(services));
  app.use(bodyLimit(services.limits.bodyBytes));
  app.route('/', nativeRoutes(services));
  app.route('/v2', deeplRoutes(services));
  app.route('/', libreTranslateRoutes(services));
  app.route('/', documentRoutes(app));
  app.route('/embed.js', embedRoutes());
  app.route('/', pageRoutes(services));
  refuseOtherMethods(app);
  return app;
}
