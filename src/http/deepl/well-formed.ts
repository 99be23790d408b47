/**
 * Whether a text is well-formed XML, as `tag_handling: xml` asks for.
 * @module
 */
import { SaxesParser } from 'saxes';
import { NewsglotError } from '../../errors.ts';

/**
 * Refuses text with markup that is not well-formed; it may have several elements side by side, or none.
 * @throws NewsglotError `unparseable_document`
 */
export function requireWellFormed(text: string): void {
  const parser = new SaxesParser({ xmlns: false, fragment: true });
  parser.on('error', () => {
    throw new NewsglotError(
      'unparseable_document',
      `the XML is not well-formed at line ${parser.line}, column ${parser.column}`,
    );
  });
  parser.write(text).close();
}
