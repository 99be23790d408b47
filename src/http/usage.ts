/**
 * `GET /v1/usage`: what the caller used this month.
 * @module
 */
import { createRoute } from '@hono/zod-openapi';
import type { Services } from '../services.ts';
import { documented } from './openapi/documented.ts';
import { NATIVE_SECURITY, nativeErrorResponses } from './openapi/native.ts';
import { json } from './openapi/responses.ts';
import { usage } from './response-schemas.ts';
import { payerOf } from './tenant.ts';

const usageRoute = createRoute({
  method: 'get',
  path: '/v1/usage',
  tags: ['Account'],
  summary: 'What was used this month',
  security: NATIVE_SECURITY,
  responses: {
    200: json('Characters of this calendar month (UTC), and the limit.', usage),
    ...nativeErrorResponses(401, 429),
  },
});

/** The usage resource. */
export function usageRoutes({ accounts }: Services) {
  return documented().openapi(usageRoute, async (c) => c.json(await accounts.usage(payerOf(c)), 200));
}
