/**
 * Files as text.
 * @module
 */

/**
 * The text of a file: UTF-8 or UTF-16 by its mark or else UTF-8, and Windows-1252 if it is not that.
 * @returns `undefined` for a file that is not text
 */
export function decodeText(bytes: ArrayBuffer): string | undefined {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  const marked =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  const text = decoded(bytes, marked) ?? withQuotes(decoded(bytes, 'windows-1252'));
  return text?.includes('\0') ? undefined : text;
}

function decoded(bytes: ArrayBuffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What Windows-1252 has where Latin-1 has control characters, from U+0080 on. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Some versions of Node decode Windows-1252 as if it were Latin-1, which has neither typographic quotes nor dashes. */
function withQuotes(text: string | undefined): string | undefined {
  return text?.replace(/[\u0080-\u009f]/g, (unit) => WINDOWS_1252[unit.charCodeAt(0) - 0x80]!);
}
