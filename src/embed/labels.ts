/**
 * What the switch says, in French and in English.
 * @module
 */
import type { Failure } from './service.ts';

/** The words of the switch in one language. */
export interface Labels {
  readonly choose: string;
  readonly original: string;
  readonly working: string;
  readonly done: string;
  readonly again: string;
  readonly failed: Readonly<Record<Failure, string>>;
}

const LABELS: Readonly<Record<'en' | 'fr', Labels>> = {
  en: {
    choose: 'Read this page in',
    original: 'Original',
    working: 'Translating…',
    done: 'Machine-translated',
    again: 'Try again',
    failed: {
      busy: 'The translation service is busy.',
      refused: 'Translation is not available on this page.',
      unreachable: 'The translation service cannot be reached.',
    },
  },
  fr: {
    choose: 'Lire cette page en',
    original: 'Version originale',
    working: 'Traduction en cours…',
    done: 'Traduit automatiquement',
    again: 'Réessayer',
    failed: {
      busy: 'Le service de traduction est très sollicité.',
      refused: 'La traduction n’est pas disponible sur cette page.',
      unreachable: 'Le service de traduction est injoignable.',
    },
  },
};

/** The words in the first of some languages that there are words in; English otherwise. */
export function labelsFor(
  languages: readonly (string | null | undefined)[],
): Labels & { readonly language: string } {
  const codes = languages.map((tag) => tag?.toLowerCase().split('-')[0]);
  const language = codes.find((code) => code === 'fr' || code === 'en') ?? 'en';
  return { ...LABELS[language as 'en' | 'fr'], language };
}

/** The name of a language in that language, beginning as a name does. */
export function nameOfLanguage(code: string): string {
  try {
    const name = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
    return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
  } catch {
    return code;
  }
}
