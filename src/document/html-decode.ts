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
  for (let at = ampersandIn(source, from, end); at < end; at = ampersandIn(source, from, end)) {
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

/** Where the next `&` of a range stands; its end if there is none. `indexOf` would search on to the next one of the page. */
function ampersandIn(source: string, start: number, end: number): number {
  let at = start;
  while (at < end && source.charCodeAt(at) !== AMPERSAND) at++;
  return at;
}

const AMPERSAND = 38;

/** The decoded value of an attribute, its white space collapsed. */
export function decodeValue(source: string, start: number, end: number): string {
  const raw = source.slice(start, end);
  if (!/[&\t\n\r\f]|^ | $| {2}/.test(raw)) return raw;
  const mapped = new MappedText();
  decodeInto(mapped, source, start, end, 'attribute');
  return mapped.finish().text;
}
