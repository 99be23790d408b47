import { describe, expect, it } from 'vitest';
import type { CachedTranslation } from '../../src/cache/cache.ts';
import { parseCachedTranslation } from '../../src/cache/cached-translation.ts';
import { createSeal } from '../../src/cache/sealed.ts';

const value: CachedTranslation = {
  status: 'translated',
  text: 'Le maire',
  marks: [{ index: 0, at: 3 }],
  guessed: true,
};

describe('a sealed value', () => {
  const seal = createSeal(parseCachedTranslation);
  const sealed = seal.close('key', value);

  it('comes back as it was', async () => {
    expect(await seal.open('key', await sealed)).toEqual(value);
    const failed: CachedTranslation = { status: 'failed', reason: 'number_lost' };
    expect(await seal.open('key', await seal.close('key', failed))).toEqual(failed);
  });

  it.each([
    ['is empty', () => ''],
    ['was cut', (text: string) => text.slice(0, -1)],
    ['was changed', (text: string) => text.replace('maire', 'mayor')],
    ['has another seal', (text: string) => `${'0'.repeat(32)}${text.slice(32)}`],
  ])('is not there if it %s', async (_, poison) => {
    expect(await seal.open('key', poison(await sealed))).toBeUndefined();
  });

  it('is not there under another key', async () => {
    expect(await seal.open('other', await sealed)).toBeUndefined();
  });

  it('is not there for those who have another secret', async () => {
    const secret = createSeal(parseCachedTranslation, 'secret');
    expect(await secret.open('key', await sealed)).toBeUndefined();
    expect(await secret.open('key', await secret.close('key', value))).toEqual(value);
    expect(await seal.open('key', await secret.close('key', value))).toBeUndefined();
  });

  it.each([
    ['no object', 'Le maire'],
    ['an empty text', { status: 'translated', text: '' }],
    ['a text that is none', { status: 'translated', text: 7 }],
    ['a mark at no place', { status: 'translated', text: 'Le maire', marks: [{ index: 0, at: -1 }] }],
    ['a field that is not known', { status: 'translated', text: 'Le maire', html: '<b>' }],
    ['a status that is not known', { status: 'kept', text: 'Le maire' }],
  ])('is not there if it is %s, however well it is sealed', async (_, poison) => {
    const anything = createSeal((parsed) => parsed);
    expect(await seal.open('key', await anything.close('key', poison))).toBeUndefined();
  });
});
