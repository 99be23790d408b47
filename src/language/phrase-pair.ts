/**
 * The form of an entry of the phrasebook.
 * @module
 */

/**
 * What English and French pages say in one place: `[English, French]`, or with a plural
 * `[English for one, French for one, English for more, French for more]`; the number in the label chooses between
 * them by the rule of the target language, without one the singular stays singular and the plural plural.
 *
 * Each string holds spellings separated by `|`: the first is written as translation, all are recognised. A spelling
 * that both languages use stands on both sides. `{n}` is a number or a time, `{date}` a date; every spelling of a pair
 * has the same slots.
 */
export type PhrasePair =
  | readonly [en: string, fr: string]
  | readonly [en: string, fr: string, enMany: string, frMany: string];
