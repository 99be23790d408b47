/**
 * Entries of a glossary as DeepL sends them: tab-separated values without quotes, or CSV.
 * @module
 */
import Papa from 'papaparse';
import { NewsglotError } from '../../errors.ts';
import type { Terms } from '../../glossaries/store.ts';
import { glossaryTerm, MAX_TERMS } from '../request-schemas.ts';

/** How entries are written. */
export type EntriesFormat = 'tsv' | 'csv';

/**
 * Reads entries, one a line: a term and its translation, in CSV perhaps with their languages behind. Blank lines are let be.
 * @throws NewsglotError `invalid_request` with the line at fault as `detail`
 */
export function parseEntries(text: string, format: EntriesFormat): Terms {
  const terms = new Map<string, string>();
  for (const [index, row] of rowsOf(text, format).entries()) {
    const cells = row.map((cell) => cell.trim());
    if (cells.every((cell) => cell === '')) continue;
    const refuse = (reason: string) => invalid(`Entry ${index + 1}: ${reason}`);
    const [term = '', output = ''] = cells;
    if (cells.length < 2 || cells.length > (format === 'csv' ? 4 : 2))
      throw refuse('it does not have two columns');
    for (const value of [term, output]) {
      const checked = glossaryTerm.safeParse(value);
      if (!checked.success)
        throw refuse(value === '' ? 'a column is empty' : checked.error.issues[0]!.message);
    }
    if (terms.has(term)) throw refuse('its source term is there twice');
    terms.set(term, output);
    if (terms.size > MAX_TERMS) throw invalid(`a glossary has at most ${MAX_TERMS} entries`);
  }
  if (terms.size === 0) throw invalid('there are no entries');
  return Object.fromEntries(terms);
}

/** Writes terms as tab-separated values; a term that is not to be translated stands for itself. */
export function toTsv(terms: Terms): string {
  return Object.entries(terms)
    .map(([term, output]) => `${term}\t${output ?? term}`)
    .join('\n');
}

function rowsOf(text: string, format: EntriesFormat): readonly string[][] {
  if (format === 'tsv') return text.split(/\r\n|\n|\r/).map((line) => line.split('\t'));
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ',' });
  const [first] = errors;
  if (first) throw invalid(`Entry ${(first.row ?? 0) + 1}: ${first.message}`);
  return data;
}

function invalid(detail: string): NewsglotError {
  return new NewsglotError('invalid_request', 'Invalid glossary entries provided', {
    param: 'entries',
    detail,
  });
}
