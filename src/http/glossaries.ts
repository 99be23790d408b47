/**
 * `/v1/glossaries`: glossaries kept under an id.
 * @module
 */
import { Hono } from 'hono';
import { z } from 'zod';
import type { Tenant } from '../accounts/accounts.ts';
import { NewsglotError } from '../errors.ts';
import type { StoredGlossary } from '../glossaries/store.ts';
import type { LanguageCode } from '../language/codes.ts';
import type { Services } from '../services.ts';
import type { Glossary } from '../translation/glossary.ts';
import { mediaType, readJson } from './body.ts';
import { check, checkLanguage, glossaryTerms } from './schemas.ts';
import { tenantOf } from './tenant.ts';

const glossaryRequest = z.strictObject({
  name: z.string().min(1).max(1024),
  source: z.string().optional(),
  target: z.string().optional(),
  terms: glossaryTerms,
});

/** The glossaries resource. */
export function glossaryRoutes(services: Services): Hono {
  const { glossaries, models } = services;
  const languages = models[0]!.languages;
  return new Hono()
    .get('/', async (c) => c.json({ glossaries: await glossaries.list(tenantOf(c)) }))
    .post('/', async (c) => {
      if (mediaType(c).type !== 'application/json') {
        throw new NewsglotError('unsupported_media_type', 'Content-Type must be application/json');
      }
      const { name, terms, ...stated } = check(glossaryRequest, await readJson(c));
      const source = stated.source === undefined ? null : checkLanguage(stated.source, languages, 'source');
      const target = stated.target === undefined ? null : checkLanguage(stated.target, languages, 'target');
      const info = await glossaries.create(tenantOf(c), { name, source, target, terms });
      return c.json(info, 201, { Location: `/v1/glossaries/${info.id}` });
    })
    .get('/:id', async (c) => c.json(await findGlossary(services, tenantOf(c), c.req.param('id'))))
    .delete('/:id', async (c) => {
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
