/**
 * The languages that a document declares for itself and its parts, and how they change with a translation.
 *
 * After a translation every declaration must be true again. A part whose text is all in the target now, and of which
 * something was translated, is declared to be so. Where only some of a declared part was translated, its declaration
 * stays and the translated blocks get one of their own; and a block that stays in its language inside of a part whose
 * declaration has changed gets one, too. Direction follows language.
 * @module
 */
import { type LanguageCode, NO_LANGUAGE } from '../language/codes.ts';
import type { Document, SourceRange } from './document.ts';
import type { Layer } from './layer.ts';

/** A part of a document whose language is declared, or could be. */
export interface LanguageScope {
  /** Index of the scope around it. */
  readonly parent?: number | undefined;
  /**
   * `document`: a document or an item of one, in the target as soon as anything in it is translated; `element`: a part
   * with a declaration of its own; `block`: one that could be given a declaration.
   */
  readonly kind: 'document' | 'element' | 'block';
  readonly declared?: LanguageCode | undefined;
  /** Where it is written; found only when it changes, because most never do. */
  slots(): readonly LanguageSlot[];
}

/** A place where something is written when the language of a scope changes. */
export interface LanguageSlot {
  /** `language`: always; `direction`: if the direction of writing changes; `origin`: if the former language is known. */
  readonly kind: 'language' | 'direction' | 'origin';
  readonly layer: Layer;
  /** What is overwritten; empty for an insertion. */
  readonly source: SourceRange;
  readonly parts: readonly SlotPart[];
}

/** What is written: text as it stands in the layer, or a value. */
export type SlotPart = string | { readonly value: 'to' | 'from' | 'direction' };

/** A slot and the values for its parts. */
export interface LanguageChange {
  readonly slot: LanguageSlot;
  readonly to: LanguageCode;
  readonly from?: LanguageCode | undefined;
}

/** What became of a block. */
export interface BlockLanguage {
  /** Language that it is in now; `zxx` for none, `undefined` if it could not be told or is mixed. */
  readonly after: LanguageCode | undefined;
  /** Language that it was translated from; absent if nothing of it was translated. */
  readonly translatedFrom?: LanguageCode;
}

interface Tally {
  translated: number;
  /** Languages besides the target that its text is in now. */
  rest: Set<LanguageCode | undefined>;
  from: Map<LanguageCode, number>;
}

const emptyTally = (): Tally => ({ translated: 0, rest: new Set(), from: new Map() });
/** Of a part in which nothing was translated and nothing is in another language. */
const NOTHING = emptyTally();

/**
 * The declarations to change.
 * @param languages what became of each block, by its id; a block that is not named was not touched and tells nothing
 */
export function languageChanges(
  { scopes, blocks }: Document,
  target: LanguageCode,
  languages: ReadonlyMap<number, BlockLanguage>,
): readonly LanguageChange[] {
  const tallies = new Map<number, Tally>();
  const tally = (scope: number, { after, translatedFrom }: BlockLanguage) => {
    const leftAsIs = after !== target && after !== NO_LANGUAGE;
    if (translatedFrom === undefined && !leftAsIs) return;
    const own = tallies.get(scope) ?? emptyTally();
    tallies.set(scope, own);
    if (translatedFrom !== undefined) {
      own.translated++;
      own.from.set(translatedFrom, (own.from.get(translatedFrom) ?? 0) + 1);
    }
    if (leftAsIs) own.rest.add(after);
  };
  for (const { id, scope, innerScopes = [] } of blocks) {
    const language = languages.get(id);
    if (!language) continue;
    // Words of the text around them, said to be in its language; those of a third one may have stayed.
    for (const inner of innerScopes)
      if (scopes[inner]?.declared === language.translatedFrom) tally(inner, language);
    let declaring = false;
    for (let at = scope; at !== undefined; at = scopes[at]?.parent) {
      const { kind } = scopes[at] as LanguageScope;
      // A document counts all that is in it; an element, what no inner one declares; a block, its own text.
      if (kind === 'document' || (kind === 'element' && !declaring) || at === scope) tally(at, language);
      declaring ||= kind !== 'block';
    }
  }
  const before: (LanguageCode | undefined)[] = [];
  const after: (LanguageCode | undefined)[] = [];
  const changes: LanguageChange[] = [];
  for (const [i, scope] of scopes.entries()) {
    const outerBefore = scope.parent === undefined ? undefined : before[scope.parent];
    const outerAfter = scope.parent === undefined ? undefined : after[scope.parent];
    const counts = tallies.get(i) ?? NOTHING;
    const to = newLanguage(scope, counts, target, outerBefore, outerAfter);
    before[i] = scope.declared ?? outerBefore;
    after[i] = to ?? scope.declared ?? outerAfter;
    if (to === undefined) continue;
    const from = scope.declared ?? mostFrequent(counts.from) ?? outerBefore;
    for (const slot of scope.slots()) if (applies(slot, to, from)) changes.push({ slot, to, from });
  }
  return changes;
}

/** The language that a scope must be declared to be in from now on; `undefined` if nothing need be written. */
function newLanguage(
  { kind, declared }: LanguageScope,
  { translated, rest }: Tally,
  target: LanguageCode,
  outerBefore: LanguageCode | undefined,
  outerAfter: LanguageCode | undefined,
): LanguageCode | undefined {
  // What says so already may say more than we know: fr-CA.
  if (declared === target) return undefined;
  if (kind === 'document') return translated > 0 ? target : undefined;
  if (kind === 'element') return translated > 0 && rest.size === 0 ? target : undefined;
  const [other] = rest;
  const language = rest.size === 0 ? target : rest.size === 1 && translated === 0 ? other : undefined;
  if (language === undefined || outerAfter === undefined || language === outerAfter) return undefined;
  if (rest.size === 0 && translated === 0) return undefined;
  return translated > 0 || outerBefore !== outerAfter ? language : undefined;
}

function applies({ kind }: LanguageSlot, to: LanguageCode, from: LanguageCode | undefined): boolean {
  if (kind === 'language') return true;
  if (from === undefined) return false;
  return kind === 'origin' ? from !== to : direction(from) !== direction(to);
}

/** What a changed slot says, in its layer's notation. */
export function writeSlot({ slot, to, from }: LanguageChange): string {
  const values = { to, from: from ?? '', direction: direction(to) };
  return slot.parts.map((part) => (typeof part === 'string' ? part : values[part.value])).join('');
}

function mostFrequent(counts: ReadonlyMap<LanguageCode, number>): LanguageCode | undefined {
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** Languages written from right to left (by their usual script). */
const RIGHT_TO_LEFT = new Set('ar arc ckb dv fa he khw ks ps sd ug ur yi'.split(' '));

/** The direction in which a language is written. */
export function direction(language: LanguageCode): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr';
}
