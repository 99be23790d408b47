/**
 * Bodies of DeepL's requests: JSON or a form.
 * @module
 */
import { NewsglotError } from '../../errors.ts';
import { check } from '../check.ts';
import { readBodyFields } from '../fields.ts';
import type { BodyReader } from '../openapi/documented.ts';

/**
 * Reads and checks a body. Fields that are not known, `null` or empty are let be.
 * @throws NewsglotError `unsupported_media_type`; as `readBodyFields` and `check`.
 */
export const readDeeplRequest: BodyReader = async (c, schema) => {
  const fields = await readBodyFields(c);
  if (!fields) {
    throw new NewsglotError('unsupported_media_type', 'Content-Type must be application/json or a form');
  }
  const given = Object.entries(fields).filter(
    ([name, value]) => value !== null && (value !== '' || name === 'text'),
  );
  return check(schema, Object.fromEntries(given));
};
