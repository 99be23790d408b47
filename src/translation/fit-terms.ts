/**
 * Fits the words of a translation to the terms of a glossary in it, which the model has not seen: "le" before "édile" is "l’".
 * @module
 */
import type { LanguageCode } from '../language/codes.ts';
import { fitBefore } from '../language/elision.ts';
import { SLOT, type Slot, slotNumber } from './protect.ts';

/** A translation, its slots still in it, with what stands before a term as the term asks for it. In plain typography. */
export function fitTerms(translation: string, slots: readonly Slot[], target: LanguageCode): string {
  if (!slots.some(({ term }) => term)) return translation;
  let fitted = '';
  let at = 0;
  /** Where the last words end; behind them stand marks alone. */
  let words = 0;
  for (const match of translation.matchAll(SLOT)) {
    const before = translation.slice(at, match.index);
    fitted += before;
    if (before.trim() !== '') words = fitted.length;
    const slot = slots[slotNumber(match)];
    if (slot?.term) {
      const fit = fitBefore(fitted.slice(0, words), slot.output, target);
      fitted = fit + fitted.slice(words);
    }
    fitted += match[0];
    if (!slot?.mark) words = fitted.length;
    at = match.index + match[0].length;
  }
  return fitted + translation.slice(at);
}
