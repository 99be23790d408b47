/**
 * Checks of a translation before it is shown or stored: a wrong translation is worse than none.
 * @module
 */

/** Why a translation was refused. */
export type Refusal =
  | 'empty'
  | 'incomplete'
  | 'repetition'
  | 'length_mismatch'
  | 'number_lost'
  | 'protected_token_lost'
  | 'unknown_token'
  | 'untranslated';

/**
 * The first fault found in a translation, or `undefined` if it passes.
 * @param source the text that the model was given, `translation` what it answered; both without protection.
 */
export function refusal(source: string, translation: string): Refusal | undefined {
  if (!/[\p{L}\p{N}]/u.test(translation)) return 'empty';
  if (/<unk>|\u2047/u.test(translation)) return 'unknown_token';
  if (!sameNumbers(source, translation)) return 'number_lost';
  if (repeats(translation) > Math.max(2, repeats(source))) return 'repetition';
  if (source.length >= 24) {
    const ratio = translation.length / source.length;
    if (ratio < 0.4 || ratio > 2.8) return 'length_mismatch';
  }
  if (words(source).length >= 5 && fold(source) === fold(translation)) return 'untranslated';
  return undefined;
}

/** Whether both texts hold the same numbers in any order, separators aside: 1,240 and 1 240 are the same number. */
export function sameNumbers(a: string, b: string): boolean {
  return digitRuns(a).join(' ') === digitRuns(b).join(' ');
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

function digitRuns(text: string): string[] {
  const runs = text.match(/\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d)|[.,]\d+)*/gu) ?? [];
  return runs.map((run) => run.replace(/\D/gu, '')).sort();
}

function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}'’-]+/gu) ?? [];
}

function fold(text: string): string {
  return text.toLowerCase().replace(/\P{L}/gu, '');
}
