/**
 * `GET /metrics`: what the process counts, for a scraper.
 * @module
 */
import { Hono } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import type { Services } from '../services.ts';

/** The metrics resource; there is none where the runtime keeps no counts. */
export function metricsRoutes({ telemetry, perimeter }: Services): Hono {
  const app = new Hono();
  const { page } = telemetry.metrics;
  if (!page) return app;
  if (perimeter.metricsToken !== undefined)
    app.use('/metrics', bearerAuth({ token: perimeter.metricsToken }));
  return app.get('/metrics', async (c) => {
    const { contentType, text } = await page();
    return c.body(text, 200, { 'Content-Type': contentType, 'Cache-Control': 'no-store' });
  });
}
