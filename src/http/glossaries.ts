/**
 * `/v1/glossaries`: glossaries kept under an id.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi';
import type { Tenant } from '../accounts/accounts.ts';
import { NewsglotError } from '../errors.ts';
import type { StoredGlossary } from '../glossaries/store.ts';
import type { LanguageCode } from '../language/codes.ts';
import type { Services } from '../services.ts';
import type { Glossary } from '../translation/glossary.ts';
import { readJsonRequest } from './body.ts';
import { checkLanguage } from './check.ts';
import { jsonBody } from './openapi/bodies.ts';
import { documented } from './openapi/documented.ts';
import { NATIVE_SECURITY, nativeErrorResponses } from './openapi/native.ts';
import { json } from './openapi/responses.ts';
import { glossaryRequest } from './request-schemas.ts';
import { glossaryInfo, storedGlossary } from './response-schemas.ts';
import { tenantOf } from './tenant.ts';

const common = { tags: ['Glossaries'], security: NATIVE_SECURITY };
const one = { params: z.object({ id: z.string() }) };

const listRoute = createRoute({
  ...common,
  method: 'get',
  path: '/v1/glossaries',
  summary: 'List glossaries',
  responses: {
    200: json('The caller’s own.', z.object({ glossaries: z.array(glossaryInfo).readonly() })),
    ...nativeErrorResponses(401, 429),
  },
});

const createGlossaryRoute = createRoute({
  ...common,
  method: 'post',
  path: '/v1/glossaries',
  summary: 'Keep a glossary',
  request: {
    body: jsonBody(glossaryRequest, {
      name: 'News desk',
      source: 'en',
      target: 'fr',
      terms: { mayor: 'édile', 'Soyuz-2': null },
    }),
  },
  responses: {
    201: json('It is kept; `Location` is its address.', glossaryInfo),
    ...nativeErrorResponses(400, 401, 413, 415, 429, 507),
  },
});

const readRoute = createRoute({
  ...common,
  method: 'get',
  path: '/v1/glossaries/{id}',
  summary: 'Read a glossary',
  request: one,
  responses: { 200: json('The glossary.', storedGlossary), ...nativeErrorResponses(401, 404, 429) },
});

const deleteRoute = createRoute({
  ...common,
  method: 'delete',
  path: '/v1/glossaries/{id}',
  summary: 'Let a glossary go',
  request: one,
  responses: { 204: { description: 'It is gone.' }, ...nativeErrorResponses(401, 404, 429) },
});

/** The glossaries resource. */
export function glossaryRoutes(services: Services) {
  const { glossaries, models } = services;
  const languages = models[0]!.languages;
  return documented(readJsonRequest)
    .openapi(listRoute, async (c) => c.json({ glossaries: await glossaries.list(tenantOf(c)) }, 200))
    .openapi(createGlossaryRoute, async (c) => {
      const { name, terms, ...stated } = c.req.valid('json');
      const source = stated.source === undefined ? null : checkLanguage(stated.source, languages, 'source');
      const target = stated.target === undefined ? null : checkLanguage(stated.target, languages, 'target');
      const info = await glossaries.create(tenantOf(c), { name, source, target, terms });
      return c.json(info, 201, { Location: `/v1/glossaries/${info.id}` });
    })
    .openapi(readRoute, async (c) =>
      c.json(await findGlossary(services, tenantOf(c), c.req.param('id')), 200),
    )
    .openapi(deleteRoute, async (c) => {
      if (!(await glossaries.delete(tenantOf(c), c.req.param('id')))) throw unknownGlossary();
      return c.body(null, 204);
    });
}

/**
 * A tenant's glossary.
 * @throws NewsglotError `not_found`
 */
export async function findGlossary(
  { glossaries }: Services,
  tenant: Tenant,
  id: string,
): Promise<StoredGlossary> {
  const found = await glossaries.get(tenant, id);
  if (found) return found;
  throw unknownGlossary();
}

/**
 * A stored glossary for translations into `target`.
 * @throws NewsglotError `not_found`, or `invalid_request` when its translations are in another language.
 */
export async function glossaryById(
  services: Services,
  tenant: Tenant,
  { id, target, param }: { readonly id: string; readonly target: LanguageCode; readonly param: string },
): Promise<Glossary> {
  const { terms, source, target: into } = await findGlossary(services, tenant, id);
  if (into !== null && into !== target) {
    throw new NewsglotError('invalid_request', `the translations of this glossary are in ${into}`, { param });
  }
  return { terms, ...(source !== null && { source }) };
}

function unknownGlossary(): NewsglotError {
  return new NewsglotError('not_found', 'there is no glossary of this id', { param: 'glossary' });
}
