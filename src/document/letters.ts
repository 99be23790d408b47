/**
 * What kind of character stands at a place of a text, without looking at ASCII through a regular expression.
 * @module
 */

/** Whether a letter or a digit of any script stands at a place whose code unit is `code`. */
export function isLetterOrDigit(code: number, text: string, at: number): boolean {
  if (code < 0x80) return (code >= 48 && code <= 57) || isAsciiLetter(code);
  return /[\p{L}\p{N}]/u.test(characterAt(text, at));
}

/** Whether a letter of any script stands at a place whose code unit is `code`. */
export function isLetter(code: number, text: string, at: number): boolean {
  return code < 0x80 ? isAsciiLetter(code) : /\p{L}/u.test(characterAt(text, at));
}

/** Whether a lower-case letter stands at a place whose code unit is `code`. */
export function isLowerCase(code: number, text: string, at: number): boolean {
  return code < 0x80 ? code >= 97 && code <= 122 : /\p{Ll}/u.test(characterAt(text, at));
}

/** Whether white space of any kind, no-break spaces included, stands at a place whose code unit is `code`. */
export function isBlank(code: number, text: string, at: number): boolean {
  return code < 0x80 ? code === 32 || (code >= 9 && code <= 13) : /\s/.test(text[at] as string);
}

const isAsciiLetter = (code: number) => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

const characterAt = (text: string, at: number) => String.fromCodePoint(text.codePointAt(at) as number);
