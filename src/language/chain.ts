/**
 * The sequence model over the pieces of a page: what a piece's neighbours and its role say of its language.
 *
 * Pieces form a Markov chain over the candidate languages. With probability ρ (how closely two neighbours are related)
 * a piece has the language of the one before, with probability α one that differs from it, and else its language is
 * drawn anew from π, the distribution of its role on this page:
 *
 *     P(b | a) = ρ·[a = b] + α·[a ≠ b]·π(b) / (1 − π(a)) + (1 − ρ − α)·π(b)
 *
 * π, ρ and α are estimated from the page itself by expectation–maximisation with Dirichlet priors (empirical Bayes): a
 * page whose labels are nearly all French reads "Sports" as French, one whose menu alternates languages reads "Services"
 * after "Services" as English. Posteriors come from the forward–backward algorithm [Rabiner 1989, "A tutorial on hidden
 * Markov models"], O(pieces × languages) because of the form of P.
 * @module
 */

/** A piece as the chain sees it. */
export interface ChainNode {
  /** Log-likelihood per language. */
  readonly likelihood: ArrayLike<number>;
  /** Which π it draws from: a number from 0. */
  readonly group: number;
  /** How it is related to the node before, as expected of all pages; nodes of equal values are re-estimated together. */
  readonly relation: Relation;
  /** Factor on the odds of α for this node alone. @default 1 */
  readonly turn?: number;
}

/** What is expected of all pages, and how much it weighs, in pieces. */
export interface ChainPriors {
  /** Weight of the prior in each π. */
  readonly pseudoCount: number;
  /** Weight of the expected ρ and α. */
  readonly stickyCount: number;
}

/** How two neighbours are related: ρ and α of the formula above. */
export interface Relation {
  readonly carries: number;
  readonly alternates: number;
}

/** Rounds of expectation–maximisation; more change nothing that is visible. */
const ROUNDS = 8;
/** Least α of what ρ leaves that the first round begins with: turns that are expected too little at first are never found. */
const FIRST_ALTERNATES = 0.25;

/**
 * Posterior language probabilities of a chain, per node and language.
 * @param prior probabilities of the languages before the page is read; sums to 1
 * @param turn lets others have their turn before each round
 */
export async function smoothChain(
  nodes: readonly ChainNode[],
  prior: ArrayLike<number>,
  expected: ChainPriors,
  turn?: () => Promise<void>,
): Promise<Float64Array[]> {
  const size = prior.length;
  const groups = nodes.reduce((most, node) => Math.max(most, node.group + 1), 0);
  const likelihoods = nodes.map((node) => normalise(node.likelihood, size));
  let mixes = Array.from({ length: groups }, () => Float64Array.from(prior));
  let posteriors: Float64Array[] = [];
  let relations = firstRelations(nodes);
  for (let round = 0; round < ROUNDS; round++) {
    await turn?.();
    const pass = forwardBackward(nodes, likelihoods, mixes, relations);
    posteriors = pass.posteriors;
    const counts = Array.from({ length: groups }, () =>
      Float64Array.from(prior, (p) => p * expected.pseudoCount),
    );
    nodes.forEach((node, index) => {
      const { drawn } = pass.origins[index]!;
      const count = counts[node.group]!;
      for (let k = 0; k < size; k++) count[k]! += drawn[k]!;
    });
    mixes = counts.map((count) => scaleToOne(count));
    relations = estimateRelations(nodes, pass.origins, expected.stickyCount);
  }
  return posteriors;
}

/** Where the language of a node came from: the joint probability of its language and of being drawn anew, or another than before. */
interface Origin {
  readonly drawn: Float64Array;
  readonly alternated: Float64Array;
}

/** What nodes of one relation have in common. */
function classOf({ relation }: ChainNode): string {
  return `${relation.carries} ${relation.alternates}`;
}

/** ρ and α of a node: those of its class, and what it shows by itself of a change of language. */
function relationOf(node: ChainNode, relations: ReadonlyMap<string, Relation>): Relation {
  const own = relations.get(classOf(node))!;
  if (node.turn === undefined) return own;
  const favoured = own.alternates * node.turn;
  const alternates = favoured / (favoured + 1 - own.alternates);
  return { carries: (own.carries * (1 - alternates)) / (1 - own.alternates), alternates };
}

/** ρ and α that the first round takes for each class of neighbours. */
function firstRelations(nodes: readonly ChainNode[]): ReadonlyMap<string, Relation> {
  return new Map(
    nodes.map((node) => {
      const { carries, alternates } = node.relation;
      return [classOf(node), { carries, alternates: Math.max(alternates, FIRST_ALTERNATES * (1 - carries)) }];
    }),
  );
}

/** ρ and α of each class of neighbours by their expected values and what the last round found. */
function estimateRelations(
  nodes: readonly ChainNode[],
  origins: readonly Origin[],
  weight: number,
): ReadonlyMap<string, Relation> {
  const counts = new Map<string, { relation: Relation; carried: number; alternated: number; of: number }>();
  nodes.forEach((node, index) => {
    const key = classOf(node);
    const count = counts.get(key) ?? { relation: node.relation, carried: 0, alternated: 0, of: 0 };
    counts.set(key, count);
    if (index === 0) return;
    const { drawn, alternated } = origins[index]!;
    const turned = sumOf(alternated);
    count.carried += 1 - sumOf(drawn) - turned;
    count.alternated += turned;
    count.of += 1;
  });
  return new Map(
    [...counts].map(([key, { relation, carried, alternated, of }]) => [
      key,
      {
        carries: (relation.carries * weight + carried) / (weight + of),
        alternates: (relation.alternates * weight + alternated) / (weight + of),
      },
    ]),
  );
}

function forwardBackward(
  nodes: readonly ChainNode[],
  likelihoods: readonly Float64Array[],
  mixes: readonly Float64Array[],
  relations: ReadonlyMap<string, Relation>,
): { posteriors: Float64Array[]; origins: Origin[] } {
  const size = likelihoods[0]?.length ?? 0;
  const forward: Float64Array[] = [];
  const shares: Origin[] = [];
  nodes.forEach((node, index) => {
    const mix = mixes[node.group]!;
    const before = forward[index - 1];
    const { carries, alternates } = relationOf(node, relations);
    const fresh = before === undefined ? 1 : 1 - carries - alternates;
    // Σ over the languages before of what each gives to those that differ from it.
    const others = before?.reduce((sum, value, k) => sum + value / elsewhere(mix[k]!), 0) ?? 0;
    const alpha = new Float64Array(size);
    const drawn = new Float64Array(size);
    const alternated = new Float64Array(size);
    for (let k = 0; k < size; k++) {
      const own = before?.[k] ?? 0;
      const likelihood = likelihoods[index]![k]!;
      drawn[k] = fresh * mix[k]! * likelihood;
      alternated[k] =
        before === undefined
          ? 0
          : alternates * mix[k]! * Math.max(0, others - own / elsewhere(mix[k]!)) * likelihood;
      alpha[k] = drawn[k]! + alternated[k]! + (before === undefined ? 0 : carries * own * likelihood);
    }
    const shareOf = (part: Float64Array) => part.map((value, k) => (alpha[k]! > 0 ? value / alpha[k]! : 0));
    shares.push({ drawn: shareOf(drawn), alternated: shareOf(alternated) });
    forward.push(scaleToOne(alpha));
  });
  const posteriors = new Array<Float64Array>(nodes.length);
  let beta = new Float64Array(size).fill(1);
  for (let index = nodes.length - 1; index >= 0; index--) {
    posteriors[index] = scaleToOne(forward[index]!.map((value, k) => value * beta[k]!));
    const node = nodes[index]!;
    const message = likelihoods[index]!.map((value, k) => value * beta[k]!);
    const mix = mixes[node.group]!;
    const mean = message.reduce((sum, value, k) => sum + value * mix[k]!, 0);
    const { carries, alternates } = relationOf(node, relations);
    beta = scaleToOne(
      message.map(
        (value, k) =>
          carries * value +
          (alternates * Math.max(0, mean - mix[k]! * value)) / elsewhere(mix[k]!) +
          (1 - carries - alternates) * mean,
      ),
    );
  }
  const origins = shares.map(({ drawn, alternated }, index) => {
    const weigh = (share: Float64Array) => share.map((value, k) => value * posteriors[index]![k]!);
    return { drawn: weigh(drawn), alternated: weigh(alternated) };
  });
  return { posteriors, origins };
}

/** What a language of this share leaves to the others; not 0, so that it can be divided by. */
function elsewhere(share: number): number {
  return Math.max(1e-9, 1 - share);
}

function sumOf(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

/** exp of log-likelihoods, the greatest scaled to 1, none 0. */
function normalise(likelihood: ArrayLike<number>, size: number): Float64Array {
  const values = Float64Array.from({ length: size }, (_, k) => likelihood[k] ?? 0);
  const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return values.map((value) => Math.max(1e-60, Math.exp(value - most)));
}

function scaleToOne(values: Float64Array): Float64Array<ArrayBuffer> {
  const sum = sumOf(values);
  return Float64Array.from(values, (value) => value / sum);
}
