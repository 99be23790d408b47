/**
 * The sequence model over the pieces of a page: what a piece's neighbours and its role say of its language.
 *
 * Pieces form a Markov chain over the candidate languages. With probability ρ (how closely two neighbours are related)
 * a piece has the language of the one before; otherwise its language is drawn anew from π, the distribution of its role
 * on this page:  P(b | a) = ρ·[a = b] + (1 − ρ)·π(b).  π and ρ are estimated from the page itself by
 * expectation–maximisation with Dirichlet and Beta priors (empirical Bayes): a page whose labels are nearly all French
 * reads "Sports" as French, and one whose menu alternates languages learns that neighbours say little. Posteriors come from the forward–backward algorithm [Rabiner 1989, "A tutorial on hidden
 * Markov models"], O(pieces × languages) because of the form of P.
 * @module
 */

/** A piece as the chain sees it. */
export interface ChainNode {
  /** Log-likelihood per language. */
  readonly likelihood: ArrayLike<number>;
  /** Which π it draws from: a number from 0. */
  readonly group: number;
  /** ρ towards the node before as expected of all pages; nodes of one value are re-estimated together. 0 for the first. */
  readonly stickiness: number;
}

/** Weights of the priors, in pieces: in each π, and in each ρ. */
export interface ChainPriors {
  readonly pseudoCount: number;
  readonly stickyCount: number;
}

/** Rounds of expectation–maximisation; more change nothing that is visible. */
const ROUNDS = 4;

/**
 * Posterior language probabilities of a chain, per node and language.
 * @param prior probabilities of the languages before the page is read; sums to 1
 */
export function smoothChain(
  nodes: readonly ChainNode[],
  prior: ArrayLike<number>,
  { pseudoCount, stickyCount }: ChainPriors,
): Float64Array[] {
  const size = prior.length;
  const groups = nodes.reduce((most, node) => Math.max(most, node.group + 1), 0);
  const likelihoods = nodes.map((node) => normalise(node.likelihood, size));
  let priors = Array.from({ length: groups }, () => Float64Array.from(prior));
  let posteriors: Float64Array[] = [];
  let rhos: ReadonlyMap<number, number> = new Map();
  for (let round = 0; round < ROUNDS; round++) {
    const pass = forwardBackward(nodes, likelihoods, priors, rhos);
    posteriors = pass.posteriors;
    const counts = Array.from({ length: groups }, () => Float64Array.from(prior, (p) => p * pseudoCount));
    nodes.forEach((node, index) => {
      const drawn = pass.drawn[index]!;
      const count = counts[node.group]!;
      for (let k = 0; k < size; k++) count[k]! += drawn[k]!;
    });
    priors = counts.map((count) => scaleToOne(count));
    rhos = estimateStickiness(nodes, pass.drawn, stickyCount);
  }
  return posteriors;
}

/** ρ by its expected value, from how many nodes carried on in the language before. */
function estimateStickiness(
  nodes: readonly ChainNode[],
  drawn: readonly Float64Array[],
  stickyCount: number,
): ReadonlyMap<number, number> {
  const counts = new Map<number, { carried: number; of: number }>();
  nodes.forEach(({ stickiness }, index) => {
    if (index === 0) return;
    const count = counts.get(stickiness) ?? { carried: 0, of: 0 };
    const carried = 1 - drawn[index]!.reduce((total, value) => total + value, 0);
    counts.set(stickiness, { carried: count.carried + carried, of: count.of + 1 });
  });
  return new Map(
    [...counts].map(([rho, { carried, of }]) => [rho, (rho * stickyCount + carried) / (stickyCount + of)]),
  );
}

function forwardBackward(
  nodes: readonly ChainNode[],
  likelihoods: readonly Float64Array[],
  priors: readonly Float64Array[],
  rhos: ReadonlyMap<number, number>,
): { posteriors: Float64Array[]; drawn: Float64Array[] } {
  const size = likelihoods[0]?.length ?? 0;
  const forward: Float64Array[] = [];
  const drawn: Float64Array[] = [];
  nodes.forEach((node, index) => {
    const pi = priors[node.group]!;
    const before = forward[index - 1];
    const rho = rhos.get(node.stickiness) ?? node.stickiness;
    const alpha = new Float64Array(size);
    const fresh = new Float64Array(size);
    for (let k = 0; k < size; k++) {
      fresh[k] = before === undefined ? pi[k]! : (1 - rho) * pi[k]!;
      alpha[k] = (fresh[k]! + (before === undefined ? 0 : rho * before[k]!)) * likelihoods[index]![k]!;
      // Share of the state that was drawn from π rather than carried over.
      fresh[k] = fresh[k]! * likelihoods[index]![k]!;
    }
    const sum = alpha.reduce((total, value) => total + value, 0);
    drawn.push(fresh.map((value, k) => (alpha[k]! > 0 ? value / alpha[k]! : 0)));
    forward.push(alpha.map((value) => value / sum));
  });
  const posteriors = new Array<Float64Array>(nodes.length);
  let beta = new Float64Array(size).fill(1);
  for (let index = nodes.length - 1; index >= 0; index--) {
    const posterior = scaleToOne(forward[index]!.map((value, k) => value * beta[k]!));
    posteriors[index] = posterior;
    drawn[index] = drawn[index]!.map((share, k) => share * posterior[k]!);
    const node = nodes[index]!;
    const message = likelihoods[index]!.map((value, k) => value * beta[k]!);
    const pi = priors[node.group]!;
    const mean = message.reduce((total, value, k) => total + value * pi[k]!, 0);
    const rho = rhos.get(node.stickiness) ?? node.stickiness;
    beta = scaleToOne(message.map((value) => rho * value + (1 - rho) * mean));
  }
  return { posteriors, drawn };
}

/** exp of log-likelihoods, the greatest scaled to 1, none 0. */
function normalise(likelihood: ArrayLike<number>, size: number): Float64Array {
  const values = Float64Array.from({ length: size }, (_, k) => likelihood[k] ?? 0);
  const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return values.map((value) => Math.max(1e-60, Math.exp(value - most)));
}

function scaleToOne(values: Float64Array): Float64Array<ArrayBuffer> {
  const sum = values.reduce((total, value) => total + value, 0);
  return Float64Array.from(values, (value) => value / sum);
}
