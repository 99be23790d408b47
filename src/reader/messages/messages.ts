/**
 * The languages of the pages themselves.
 * @module
 */
import { NO_LANGUAGE, UNDETERMINED } from '../../language/codes.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

/** Everything that the pages say. */
export type Messages = typeof en;

/** Languages in which the pages speak. */
export const INTERFACES = ['en', 'fr'] as const;

/** One of {@link INTERFACES}. */
export type Interface = (typeof INTERFACES)[number];

const MESSAGES: Readonly<Record<Interface, Messages>> = { en, fr };

/** What the pages say in a language. */
export function messagesIn(language: Interface): Messages {
  return MESSAGES[language];
}

/** Whether the pages speak a language. */
export function isInterface(language: string | undefined): language is Interface {
  return INTERFACES.some((known) => known === language);
}

/** What is said of an error with a machine code. */
export function errorMessage({ failure }: Messages, code: string): string {
  return (failure.errors as Readonly<Record<string, string>>)[code] ?? failure.other;
}

const names = new Map<Interface, Intl.DisplayNames>();

/** The name of a language in the interface's own, as it stands inside of a sentence. */
export function languageName(ui: Interface, code: string): string {
  if (code === NO_LANGUAGE) return MESSAGES[ui].noLanguage;
  if (code === UNDETERMINED) return MESSAGES[ui].unknownLanguage;
  const known = names.get(ui) ?? new Intl.DisplayNames([ui], { type: 'language' });
  names.set(ui, known);
  return known.of(code) ?? code;
}

/** A text with a capital at its beginning. */
export function capitalised(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
