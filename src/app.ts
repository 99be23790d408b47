/**
 * The HTTP app. It knows no runtime: an entry point gives it its services.
 * @module
 */
import { Hono } from 'hono';
import { articleRoutes } from './http/articles.ts';
import { bodyLimit } from './http/body.ts';
import { catalogueRoutes } from './http/catalogue.ts';
import { detectRoutes } from './http/detect.ts';
import { handleErrors, handleNotFound, refuseOtherMethods } from './http/errors.ts';
import { healthRoutes } from './http/health.ts';
import { translateRoutes } from './http/translate.ts';
import type { Services } from './services.ts';

/**
 * Builds the app.
 * @example
 * const app = createApp(services);
 * await app.request('/health');
 */
export function createApp(services: Services): Hono {
  const app = new Hono();
  app.onError(handleErrors(services.report));
  app.notFound(handleNotFound);
  app.use(bodyLimit(services.limits.bodyBytes));
  app.route('/v1/translate', translateRoutes(services));
  app.route('/v1/detect', detectRoutes(services));
  app.route('/v1/articles', articleRoutes(services));
  app.route('/v1', catalogueRoutes(services));
  app.route('/', healthRoutes(services));
  refuseOtherMethods(app);
  return app;
}
