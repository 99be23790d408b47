/**
 * Every number of the identification model that is not counted from text, in one place.
 *
 * All are natural-log probabilities or odds, or probabilities. They were set by `npm run fit:lang -- DIR…`, which moves
 * one at a time as long as the likelihood of annotated pages rises, and prints what the moves are worth on pages left
 * out (cross-validation by page).
 * @module
 */
import type { Gap } from './words.ts';

/** The numbers of the model; their values are in `fitted-parameters.ts`. */
export interface Parameters {
  readonly word: {
    /** Exponent of the word model's probabilities, for a word that it knows as a whole and one it judges by its letters. */
    readonly model: number;
    readonly modelUnknown: number;
    /** Log-odds per unit of eld's raw n-gram sum, between languages that the word model lacks. */
    readonly ngrams: number;
    /** Language outside the word model's own, against the class that they share. */
    readonly other: number;
    /** A word is foreign to its text now and then: no language falls further below the best one. */
    readonly foreign: number;
    /** Log-odds that a word is a name, by its capital: none, one that a sentence or title asks for, one that nothing asks for. */
    readonly nameSmall: number;
    readonly nameInitial: number;
    readonly nameInside: number;
    /** What it adds to those log-odds that the word model does not know the word as a whole. */
    readonly nameUnknown: number;
    /** A capital inside a label, which only English and German give to words that are no names. */
    readonly capital: number;
  };
  readonly spelling: {
    /** A letter that a language does not have. */
    readonly unknownLetter: number;
    readonly apostrophe: number;
    /** Factor on the evidence of typography. */
    readonly typography: number;
  };
  readonly piece: {
    /** Exponent of the product over words, which are not independent. */
    readonly temper: number;
    /** A match of the phrasebook. */
    readonly phrase: number;
    /** A declaration inside the page was made for the text that it stands at; one for the whole page says less. */
    readonly declaredHere: number;
    readonly declaredForPage: number;
    /** A piece of capitalised words is a name: log-odds of one word, and what each further word adds. */
    readonly nameAlone: number;
    readonly nameWord: number;
    /** What a byline adds to them. */
    readonly nameByline: number;
    /** Odds of being a name below which one word shows that the piece is none. */
    readonly nameLeast: number;
  };
  /** Relative weights before anything is read: English and French, the others with word counts, those found on the page. */
  readonly prior: {
    readonly home: number;
    readonly core: number;
    readonly found: number;
    /** One of the others with word counts that a text of the page is in. */
    readonly present: number;
    readonly declared: number;
  };
  /** ρ of the chain, from the closest neighbours to the loosest. */
  readonly chain: {
    readonly sameBlock: number;
    readonly sameList: number;
    readonly sameSection: number;
    readonly samePage: number;
    /** Factor between pieces of different roles. */
    readonly otherRole: number;
    /** Between pieces of one sentence, cut apart because their languages differ. */
    readonly switched: number;
    /** Between a label of either language and the text that it is the head of. */
    readonly label: number;
    /** Probability that a section tag has the language of its headline for that reason; see `kicker.ts`. */
    readonly kicker: number;
    /** Probability that a piece which does not carry on is in another language than the one before for that reason. */
    readonly alternates: number;
    /**
     * Factor on the odds that a label which says the same as the one before is in another language: nobody says a label
     * twice in a row, but in two languages that spell it alike.
     */
    readonly repeated: number;
    /** Weight of the prior in the mix of languages of a group, in pieces. */
    readonly pseudoCount: number;
    /** Weight of the expected ρ and α, and of `kicker`, against what a page shows, in pieces. */
    readonly stickyCount: number;
  };
  /** From log-odds of the posterior to those of the confidence; see `calibration.ts`. */
  readonly confidence: {
    readonly slope: number;
  };
  readonly span: {
    /** −log of the probability that the language changes at a gap. */
    readonly cost: Readonly<Record<Gap, number>>;
    /** Weight of the expected rate of changes at bars against what a page shows, in bars. */
    readonly barCount: number;
    /** The most that a change costs behind a label of the phrasebook that a text begins with: "VIDÉO – The bridge falls". */
    readonly label: number;
    /** The most that it costs behind any other label of a few words and a colon or bar: "Flâner: to walk without a purpose". */
    readonly head: number;
    /** A French space before a colon, for the word that it follows. */
    readonly spacedColon: number;
    /** A stretch between two strong gaps that the phrasebook has. */
    readonly phrase: number;
    /** A Latin word in a text of another script, and a letter of another script in a Latin text. */
    readonly latinGuest: number;
    readonly foreignLetter: number;
  };
}
