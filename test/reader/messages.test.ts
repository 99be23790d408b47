import { describe, expect, it } from 'vitest';
import { ERROR_STATUS } from '../../src/errors.ts';
import { errorMessage, languageName, messagesIn } from '../../src/reader/messages/messages.ts';

/** Every text of a dictionary; functions are called with what they take. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return [String((value as (...args: unknown[]) => string)(2, 3))];
  return Object.values(value as object).flatMap((inner) => texts(inner));
}

describe('the words of the pages', () => {
  it('names languages in the language of the page, and what is none', () => {
    expect(languageName('fr', 'de')).toBe('allemand');
    expect(languageName('en', 'de')).toBe('German');
    expect(languageName('fr', 'zxx')).toBe('sans langue');
    expect(languageName('en', 'und')).toBe('unknown');
  });

  it('says in right French what was translated from what', () => {
    const { notice } = messagesIn('fr').read;
    expect(notice(['anglais'])).toMatch(/^Traduit de l’anglais par une machine\./);
    expect(notice(['portugais'])).toMatch(/^Traduit du portugais /);
    expect(notice(['anglais', 'portugais'])).toMatch(/^Traduit de l’anglais et du portugais /);
  });

  it('never lets a line of French begin with a punctuation mark', () => {
    const { notice: _, ...read } = messagesIn('fr').read;
    for (const text of texts({ ...messagesIn('fr'), read })) expect(text).not.toMatch(/ [:;!?%»]|« /);
  });

  it('has something to say of every error', () => {
    for (const code of Object.keys(ERROR_STATUS)) {
      expect(errorMessage(messagesIn('fr'), code)).toMatch(/^\p{Lu}.*\.$/u);
    }
  });
});
