/**
 * The currencies that a text names. A model that knows few of them puts one it knows in the place of another, which makes
 * another amount of it.
 * @module
 */

interface Currency {
  /** What stands for it, and for nothing else, in English and French. */
  readonly names: RegExp;
  /** What else a source may call it. */
  readonly also: RegExp;
}

const CURRENCIES: readonly Currency[] = [
  { names: /\bdollars?\b|\$/i, also: /\b(?:[A-Z]{2}D|[Gg]reenbacks?|[Bb]ucks?|[Bb]illets? verts?)\b/ },
  { names: /\beuros?\b|€/i, also: /\bEUR\b/ },
  { names: /\byens?\b|¥/i, also: /\b(?:JPY|[Yy]uan)\b/ },
  { names: /£/, also: /\b(?:GBP|[Pp]ounds?|[Ll]ivres?|[Ss]terling|[Qq]uid)\b/ },
  { names: /\bro?ubles?\b/i, also: /\bRUB\b|₽/ },
];

/** Whether a translation names a currency that its source does not. */
export function inventsCurrency(source: string, translation: string): boolean {
  return CURRENCIES.some(
    ({ names, also }) => names.test(translation) && !names.test(source) && !also.test(source),
  );
}
