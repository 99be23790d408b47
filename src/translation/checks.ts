/**
 * Checks of a translation before it is shown or stored: a wrong translation is worse than none.
 * @module
 */
import { inventsCurrency } from '../language/currencies.ts';
import { sameNumbers } from '../language/numbers.ts';

/** Why a translation was refused. */
export type Refusal =
  | 'empty'
  | 'incomplete'
  | 'repetition'
  | 'length_mismatch'
  | 'number_lost'
  | 'currency_changed'
  | 'protected_token_lost'
  | 'unknown_token'
  | 'untranslated';

/** A text and the language it should be in. */
export interface WrittenText {
  readonly text: string;
  readonly language: string;
}

/**
 * The first fault found in a translation, or `undefined` if it passes.
 * @param from the text as it stood in the document.
 * @param to what the model made of it, protected tokens put back.
 */
export function refusal(from: WrittenText, to: WrittenText): Refusal | undefined {
  const [source, translation] = [from.text, to.text];
  if (!/[\p{L}\p{N}]/u.test(translation)) return 'empty';
  if (/<unk>|\u2047/u.test(translation)) return 'unknown_token';
  if (!sameNumbers(source, translation, from.language, to.language)) return 'number_lost';
  if (inventsCurrency(source, translation)) return 'currency_changed';
  if (repeats(translation) > Math.max(2, repeats(source))) return 'repetition';
  if (source.length >= 24) {
    const ratio = translation.length / source.length;
    if (ratio < 0.4 || ratio > 2.8) return 'length_mismatch';
  }
  if (words(source).length >= 5 && fold(source) === fold(translation)) return 'untranslated';
  return undefined;
}

/**
 * How often, at most, a group of one to four words stands several times in a row; single letters and numbers do not count.
 */
export function repeats(text: string): number {
  const all = words(text.toLowerCase());
  let most = 1;
  for (let size = 1; size <= 4; size++) {
    let run = 0;
    for (let i = size; i < all.length; i++) {
      run = all[i] === all[i - size] ? run + 1 : 0;
      most = Math.max(most, 1 + Math.floor(run / size));
    }
  }
  return most;
}

function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}'’-]+/gu) ?? [];
}

function fold(text: string): string {
  return text.toLowerCase().replace(/\P{L}/gu, '');
}
