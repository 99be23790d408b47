/**
 * Capitals: models are trained on sentences, and headlines in capitals are not words to them.
 * @module
 */

/** Whether a text is written in capitals: several words, or one of five letters or more (shorter ones may be acronyms). */
export function isAllCapitals(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  if (letters.length < 5 || /\p{Ll}/u.test(text)) return false;
  return /\p{Lu}{2}/u.test(text);
}

/** A text in capitals as a sentence: lower case but for its first letter. */
export function toSentenceCase(text: string, language: string): string {
  return capitaliseFirst(text.toLocaleLowerCase(language), language);
}

/** Gives a translation the first letter's case of its source, and no final stop that the source does not have. */
export function matchEdges(source: string, translation: string, language: string): string {
  let text = translation.trim();
  if (/^\P{L}*\p{Lu}/u.test(source)) text = capitaliseFirst(text, language);
  const end = /[.!?…:;,]["»”’)\s]*$/u;
  if (!end.test(source) && /[^.]\.$/u.test(text)) text = text.slice(0, -1);
  else if (/[^.]\.$/u.test(source) && !end.test(text)) text += '.';
  return text;
}

function capitaliseFirst(text: string, language: string): string {
  return text.replace(/^[^\p{L}\p{N}<]*\p{Ll}/u, (start) => start.toLocaleUpperCase(language));
}
