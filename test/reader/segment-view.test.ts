import { describe, expect, it } from 'vitest';
import type { LanguageCode } from '../../src/language/codes.ts';
import { factsOf, type SegmentFacts } from '../../src/reader/segment-view.tsx';

const facts = (known: Partial<SegmentFacts>) =>
  factsOf(
    { language: 'en' as LanguageCode, confidence: 0.999, status: 'translated', ...known } as SegmentFacts,
    'en',
  );

describe('what is told of a segment', () => {
  it('its language and how sure it is, never more than it is', () => {
    expect(facts({})[0]).toEqual(['Language', 'English, 99% sure']);
  });

  it('whether its translation was computed', () => {
    expect(facts({ cache: 'miss' })).toContainEqual(['Cache', 'Computed for this request']);
    expect(facts({ cache: 'hit' })).toContainEqual(['Cache', 'From the cache']);
  });

  it('nothing of the cache where nothing was asked of it', () => {
    const untried = [
      { status: 'kept', reason: 'in_target_language' },
      { status: 'uncertain', reason: 'language_unsure' },
      { status: 'failed', reason: 'unsupported_language_pair' },
    ] as const;
    for (const known of untried) {
      expect(facts({ ...known, cache: 'hit' }).map(([label]) => label)).not.toContain('Cache');
    }
  });

  it('why it was left, in words, or by its code where there are none', () => {
    const number = facts({ status: 'failed', reason: 'number_lost', cache: 'miss' });
    expect(number).toContainEqual(['Why', 'A number was lost']);
    expect(facts({ status: 'failed', reason: 'new_reason' })).toContainEqual(['Why', 'New_reason']);
  });
});
