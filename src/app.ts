/**
 * The HTTP app. It knows no runtime: an entry point gives it its services.
 * @module
 */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from './http/body.ts';
import { contentSecurity } from './http/content-security.ts';
import { crossOrigin } from './http/cors.ts';
import { deeplRoutes } from './http/deepl/routes.ts';
import { embedRoutes } from './http/embed.ts';
import { handleErrors, handleNotFound, refuseOtherMethods } from './http/errors.ts';
import { observed } from './http/exchange.ts';
import { guarded } from './http/guard.ts';
import { libreTranslateRoutes } from './http/libretranslate/routes.ts';
import { metricsRoutes } from './http/metrics.ts';
import { nativeRoutes } from './http/native.ts';
import { documentRoutes } from './http/openapi/document.ts';
import { documented } from './http/openapi/documented.ts';
import { pageRoutes } from './http/pages/routes.tsx';
import type { Services } from './services.ts';

/**
 * Builds the app.
 * @example
 * const app = createApp(services);
 * await app.request('/health');
 */
export function createApp(services: Services): OpenAPIHono {
  const app = documented();
  app.onError(handleErrors(services.telemetry.log));
  app.notFound(handleNotFound);
  app.use(observed(services.telemetry), crossOrigin(services.perimeter.origins), contentSecurity);
  if (services.guard) app.use(guarded(services.guard));
  app.use(bodyLimit(services.limits.bodyBytes, services.perimeter.codings));
  app.route('/', nativeRoutes(services));
  app.route('/', metricsRoutes(services));
  app.route('/v2', deeplRoutes(services));
  app.route('/', libreTranslateRoutes(services));
  app.route('/', documentRoutes(app));
  app.route('/embed.js', embedRoutes());
  app.route('/', pageRoutes(services));
  refuseOtherMethods(app);
  return app;
}
