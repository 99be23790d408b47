/**
 * Whether the model's own score tells bad translations from good ones.
 * @module
 */

/** One translation, judged against its reference. */
export interface Judged {
  /** Mean log-probability, at most 0. */
  readonly score: number;
  /** Sentence chrF2, 0 to 100. */
  readonly chrf: number;
}

/** What a service would leave out that prints no translation with a score below `threshold`. */
export interface ThresholdEffect {
  readonly threshold: number;
  /** Share of the bad translations (chrF2 below `bad`) that are left out. */
  readonly badCaught: number;
  /** Share of all others that are left out with them. */
  readonly goodLost: number;
  /** Share of the translations left out that are bad. */
  readonly precision: number;
}

/** The effect of each threshold; shares are `NaN` of nothing. */
export function thresholdEffects(
  judged: readonly Judged[],
  { thresholds, bad }: { readonly thresholds: readonly number[]; readonly bad: number },
): ThresholdEffect[] {
  const isBad = judged.map(({ chrf }) => chrf < bad);
  const badCount = isBad.filter(Boolean).length;
  return thresholds.map((threshold) => {
    const out = [...judged.keys()].filter((i) => judged[i]!.score < threshold);
    const caught = out.filter((i) => isBad[i]).length;
    return {
      threshold,
      badCaught: caught / badCount,
      goodLost: (out.length - caught) / (judged.length - badCount),
      precision: caught / out.length,
    };
  });
}
