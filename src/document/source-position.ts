/**
 * Errors of documents that do not parse.
 * @module
 */
import { NewsglotError } from '../errors.ts';

/** A place in a source, both from 1; columns count UTF-16 code units. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** The line and column of an offset. */
export function positionAt(source: string, offset: number): SourcePosition {
  let line = 1;
  let lineStart = 0;
  for (const { index, 0: newline } of source.slice(0, offset).matchAll(/\r\n?|\n/g)) {
    line++;
    lineStart = index + newline.length;
  }
  return { line, column: offset - lineStart + 1 };
}

/** The error of a document that is not in its format. `reason` holds no text of the document. */
export function unparseable(format: string, reason: string, { line, column }: SourcePosition): NewsglotError {
  return new NewsglotError(
    'unparseable_document',
    `the document is not ${format}: ${reason} (line ${line}, column ${column})`,
    { param: 'content', position: { line, column } },
  );
}
