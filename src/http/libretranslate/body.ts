/**
 * Reading LibreTranslate's requests: JSON, a form or the query string, with a key among the fields.
 * @module
 */
import type { Context } from 'hono';
import { NewsglotError } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { check } from '../check.ts';
import { type Fields, queryFields, readBodyFields } from '../fields.ts';
import type { BodyReader } from '../openapi/documented.ts';
import { identify } from '../tenant.ts';

/**
 * Reads requests: finds out whose they are, then checks their fields.
 * @throws NewsglotError as `Accounts.identify`, `readBodyFields` and `check`; `unsupported_media_type` for a body that cannot
 * be read where the query has nothing to say.
 */
export function libreTranslateReader(services: Services): BodyReader {
  return async (c, schema) => {
    const fields = await readFields(c);
    await identify(c, services, keyOf(fields));
    return check(schema, fields, ({ message }) => message);
  };
}

/** The fields of a request: those of the query string, and over them those of the body. */
async function readFields(c: Context): Promise<Fields> {
  const query = queryFields(c);
  const body = await readBodyFields(c);
  if (body) return { ...query, ...body };
  if (Object.keys(query).length > 0 || c.req.header('Content-Type') === undefined) return query;
  throw new NewsglotError('unsupported_media_type', 'Content-Type must be application/json or a form');
}

/** The key of a request, unless it comes in a header. */
function keyOf({ api_key: key }: Fields): string | undefined {
  return typeof key === 'string' && key !== '' ? key : undefined;
}
