/**
 * Character references of HTML: from a source range to the text a reader sees.
 * @module
 */
import { DecodingMode, HtmlEntityDecoder } from 'entities/decode';
import { MappedText } from './mapped-text.ts';

/** Decodes `[start, end)` of the source into `target` as browsers do (`&notit;` is `¬it;` in text, but not in an attribute). */
export function decodeInto(
  target: MappedText,
  source: string,
  start: number,
  end: number,
  where: 'text' | 'attribute',
): void {
  let units = '';
  let decoder: HtmlEntityDecoder | undefined;
  let from = start;
  // Looked for in the range alone: in the source, each range would be searched as far as the next reference of the page.
  const range = source.slice(start, end);
  const referenceFrom = (position: number) => range.indexOf('&', position - start);
  for (let found = referenceFrom(from); found >= 0; found = referenceFrom(from)) {
    const at = start + found;
    target.pushRange(source, from, at);
    units = '';
    decoder ??= new HtmlEntityDecoder((codePoint) => {
      units += String.fromCodePoint(codePoint);
    });
    decoder.startEntity(where === 'text' ? DecodingMode.Legacy : DecodingMode.Attribute);
    let length = decoder.write(source, at + 1);
    if (length < 0) length = decoder.end();
    if (length > 0 && units !== '') {
      for (let k = 0; k < units.length; k++) target.push(units[k] as string, at, at + length);
      from = at + length;
    } else {
      target.push('&', at, at + 1);
      from = at + 1;
    }
  }
  target.pushRange(source, from, end);
}

/** The decoded value of an attribute, its white space collapsed. */
export function decodeValue(source: string, start: number, end: number): string {
  const raw = source.slice(start, end);
  if (!/[& \t\n\r\f]/.test(raw)) return raw;
  const mapped = new MappedText();
  decodeInto(mapped, source, start, end, 'attribute');
  return mapped.finish().text;
}
