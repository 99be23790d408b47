import { describe, expect, it } from 'vitest';
import { UNDETERMINED } from '../../src/language/codes.ts';
import type { IdentifiedPiece } from '../../src/language/identification.ts';
import { decide } from '../../src/translation/plan.ts';
import { code } from '../language/page.ts';

const piece = (language: string, confidence: number): IdentifiedPiece => ({
  block: 0,
  start: 0,
  end: 7,
  text: 'Science',
  language: code(language),
  confidence,
  evidence: ['neighbours'],
});
const context = { target: code('fr'), glossary: undefined, confidence: 0.65 };
const plan = (language: string, confidence: number) =>
  decide(piece(language, confidence), context, (source) => source === 'en');

describe('a segment', () => {
  it('is translated when its language is sure enough', () => {
    expect(plan('en', 0.65)).toEqual({ action: 'translate' });
  });

  it('stays, uncertain, when it is not', () => {
    expect(plan('en', 0.64)).toEqual({ action: 'leave', status: 'uncertain', reason: 'language_unsure' });
    expect(decide({ ...piece('en', 0.9), language: UNDETERMINED }, context, () => true)).toMatchObject({
      status: 'uncertain',
      reason: 'language_undetermined',
    });
  });

  it('is kept when it is most likely in the target language or in none', () => {
    expect(plan('fr', 0.5)).toMatchObject({ status: 'kept', reason: 'in_target_language' });
    expect(plan('zxx', 0.5)).toMatchObject({ status: 'kept', reason: 'no_language' });
  });

  it('fails when the model does not read its language', () => {
    expect(plan('de', 0.99)).toMatchObject({ status: 'failed', reason: 'unsupported_language_pair' });
  });
});
