/**
 * What Node 20 gets wrong in windows-1252: it reads it as ISO 8859-1, so that quotation marks, dashes and € become control
 * characters.
 * @module
 * @see https://encoding.spec.whatwg.org/#windows-1252
 */

/** The characters of the bytes 0x80 to 0x9F; five of them are unassigned and stand for themselves. */
const HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Mends text that any runtime has decoded from windows-1252; what is right already is left. */
export function mendWindows1252(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (read) => HIGH[read.charCodeAt(0) - 0x80]!);
}
