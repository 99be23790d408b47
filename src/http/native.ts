/**
 * The native surface: all of its resources as one app, whose type is what a typed client is made from.
 * @module
 */
import type { Services } from '../services.ts';
import { articleRoutes } from './articles.ts';
import { catalogueRoutes } from './catalogue.ts';
import { detectRoutes } from './detect.ts';
import { glossaryRoutes } from './glossaries.ts';
import { healthRoutes } from './health.ts';
import { jobRoutes } from './jobs.ts';
import { documented } from './openapi/documented.ts';
import { identified } from './tenant.ts';
import { translateRoutes } from './translate.ts';
import { usageRoutes } from './usage.ts';

/** Addresses for which it counts who asks. */
const IDENTIFIED = ['/v1/translate', '/v1/detect', '/v1/glossaries/*', '/v1/jobs/*', '/v1/usage'];

/** The native resources. */
export function nativeRoutes(services: Services) {
  const app = documented();
  for (const path of IDENTIFIED) app.use(path, identified(services));
  return app
    .route('/', translateRoutes(services))
    .route('/', detectRoutes(services))
    .route('/', articleRoutes(services))
    .route('/', glossaryRoutes(services))
    .route('/', jobRoutes(services))
    .route('/', usageRoutes(services))
    .route('/', catalogueRoutes(services))
    .route('/', healthRoutes(services));
}
