/**
 * `--glossary`: terms in a file, or as JSON on the command line itself.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { NewsglotError } from '../../errors.ts';
import { check } from '../../http/check.ts';
import { parseEntries } from '../../http/deepl/glossary-entries.ts';
import { glossaryTerms } from '../../http/request-schemas.ts';
import type { Glossary } from '../../translation/glossary.ts';

/**
 * Reads a glossary: `{"mayor": "édile", "Soyuz-2": null}`, or the same under `terms`; a file that ends in `.csv` or `.tsv` has
 * a term and its translation on every line.
 * @throws NewsglotError `invalid_request`, `invalid_json`
 */
export async function readGlossary(given: string): Promise<Glossary> {
  const inline = given.trimStart().startsWith('{');
  const text = inline ? given : await readFile(given, 'utf8');
  const ending = extname(given).toLowerCase();
  if (!inline && (ending === '.csv' || ending === '.tsv')) {
    return { terms: parseEntries(text, ending === '.csv' ? 'csv' : 'tsv') };
  }
  const value = parse(text);
  const wrapped =
    typeof value === 'object' && value !== null && isTerms((value as { terms?: unknown }).terms);
  return { terms: check(glossaryTerms, wrapped ? (value as { terms: unknown }).terms : value) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new NewsglotError('invalid_json', 'the glossary is not valid JSON', { param: '--glossary' });
  }
}

/** Whether a value is an object of terms, not a term's translation. */
function isTerms(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
