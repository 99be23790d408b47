/**
 * Which languages a visitor wants: what they chose before, or else what their browser asks for.
 * @module
 */
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { getCookie, setCookie } from 'hono/cookie';
import { type LanguageCode, parseLanguage } from '../../language/codes.ts';
import { INTERFACES, type Interface, isInterface } from '../../reader/messages/messages.ts';

/** The cookie that holds the language to read in; the page's script writes it, too. */
export const TARGET_COOKIE = 'newsglot_target';
const INTERFACE_COOKIE = 'newsglot_interface';

const ONE_YEAR_S = 365 * 24 * 3600;

/** The language of the interface. A choice (`?ui=fr`) is remembered. */
export function interfaceOf(c: Context): Interface {
  const chosen = c.req.query('ui');
  if (isInterface(chosen)) {
    remember(c, INTERFACE_COOKIE, chosen);
    return chosen;
  }
  const before = getCookie(c, INTERFACE_COOKIE);
  return isInterface(before) ? before : (accepted(c, INTERFACES) ?? 'en');
}

/** The language to read in: one of `languages`. */
export function targetOf(c: Context, languages: readonly LanguageCode[]): LanguageCode {
  const before = getCookie(c, TARGET_COOKIE);
  return languages.find((code) => code === before) ?? accepted(c, languages) ?? languages[0]!;
}

/** Remembers the language to read in. */
export function rememberTarget(c: Context, target: LanguageCode): void {
  remember(c, TARGET_COOKIE, target);
}

function remember(c: Context, name: string, value: string): void {
  setCookie(c, name, value, { path: '/', maxAge: ONE_YEAR_S, sameSite: 'Lax' });
}

/** The best of `supported` for the browser; `undefined` if it asks for none of them. */
function accepted<T extends string>(c: Context, supported: readonly T[]): T | undefined {
  const known: readonly string[] = supported;
  const best = accepts(c, {
    header: 'Accept-Language',
    supports: [...known],
    default: '',
    match: (wanted) => {
      const codes = wanted
        .filter(({ q }) => q > 0)
        .sort((a, b) => b.q - a.q)
        .map(({ type }) => parseLanguage(type));
      return codes.find((code) => code !== undefined && known.includes(code)) ?? '';
    },
  });
  return supported.find((code) => code === best);
}
