/**
 * DeepL's glossaries, below `/v2/glossaries`. They are the service's own, seen as DeepL shows them: those of two languages.
 * @module
 * @see https://developers.deepl.com/api-reference/glossaries
 */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { NewsglotError } from '../../errors.ts';
import type { GlossaryInfo, StoredGlossary } from '../../glossaries/store.ts';
import type { Services } from '../../services.ts';
import { check } from '../schemas.ts';
import { tenantOf } from '../tenant.ts';
import { parseEntries, toTsv } from './glossary-entries.ts';
import { readSource, readTarget } from './languages.ts';
import { readDeeplFields } from './translate.ts';

const glossaryRequest = z.object({
  name: z.string().min(1).max(1024),
  source_lang: z.string(),
  target_lang: z.string(),
  entries: z.string(),
  entries_format: z.enum(['tsv', 'csv']).default('tsv'),
});

/** The glossaries resource. */
export function deeplGlossaryRoutes(services: Services): Hono {
  const { glossaries, models } = services;
  return new Hono()
    .post('/', async (c) => {
      const request = check(glossaryRequest, await readDeeplFields(c));
      const source = readSource(request.source_lang, models[0]!.languages);
      const target = readTarget(request.target_lang, models[0]!.languages);
      if (source === target) {
        throw new NewsglotError('invalid_request', 'Unsupported language pair', { param: 'target_lang' });
      }
      const terms = parseEntries(request.entries, request.entries_format);
      const info = await glossaries.create(tenantOf(c), { name: request.name, source, target, terms });
      return c.json(asDeepl(info), 201);
    })
    .get('/', async (c) => {
      const list = await glossaries.list(tenantOf(c));
      return c.json({ glossaries: list.filter(isOfTwoLanguages).map(asDeepl) });
    })
    .get('/:id', async (c) => {
      const { terms: _, ...info } = await find(c, services);
      return c.json(asDeepl(info));
    })
    .delete('/:id', async (c) => {
      const { id } = await find(c, services);
      await glossaries.delete(tenantOf(c), id);
      return c.body(null, 204);
    })
    .get('/:id/entries', async (c) => {
      const { terms } = await find(c, services);
      return c.body(toTsv(terms), 200, { 'Content-Type': 'text/tab-separated-values; charset=utf-8' });
    });
}

async function find(c: Context, { glossaries }: Services): Promise<StoredGlossary> {
  const found = await glossaries.get(tenantOf(c), c.req.param('id') ?? '');
  if (found && isOfTwoLanguages(found)) return found;
  throw new NewsglotError('not_found', 'Glossary not found');
}

function isOfTwoLanguages({ source, target }: GlossaryInfo): boolean {
  return source !== null && target !== null;
}

function asDeepl({ id, name, source, target, createdAt, termCount }: GlossaryInfo) {
  return {
    glossary_id: id,
    name,
    ready: true,
    source_lang: source,
    target_lang: target,
    creation_time: createdAt,
    entry_count: termCount,
  };
}
