/**
 * Puts pieces of a sentence that was cut for nothing together again: the page showed them to be in one language.
 * @module
 */
import { NO_LANGUAGE, UNDETERMINED } from './codes.ts';
import type { IdentifiedPiece } from './identification.ts';
import type { Draft } from './pieces.ts';

/**
 * Pieces with neighbours of one language in one sentence as one. A label of either language whose own cannot be told
 * goes to the text that it is the head of.
 * @param drafts what the pieces were, index by index
 */
export function rejoin(pieces: readonly IdentifiedPiece[], drafts: readonly Draft[]): IdentifiedPiece[] {
  const joined: IdentifiedPiece[] = [];
  for (const [index, piece] of pieces.entries()) {
    const { part, block } = drafts[index]!;
    const last = joined.at(-1);
    const cut = last !== undefined && (part === 'switch' || part === 'behind');
    const alike = cut && last.language === piece.language && piece.language !== NO_LANGUAGE;
    if (alike || (cut && part === 'behind' && last.language === UNDETERMINED)) {
      joined[joined.length - 1] = {
        ...piece,
        start: last.start,
        text: block.text.slice(last.start, piece.end),
        // To three places, down, as all confidences are.
        confidence: Math.floor((last.confidence + piece.confidence) * 500) / 1000,
      };
    } else joined.push(piece);
  }
  return joined;
}
