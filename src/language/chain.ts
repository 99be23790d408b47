/**
 * The sequence model over the pieces of a page: what a piece's neighbours and its role say of its language.
 *
 * Pieces form a Markov chain over the candidate languages. With probability ρ (how closely two neighbours are related)
 * a piece has the language of the one before; otherwise its language is drawn anew from π, the distribution of its role
 * on this page:  P(b | a) = ρ·[a = b] + (1 − ρ)·π(b).  π is not given but estimated from the page itself by
 * expectation–maximisation with a Dirichlet prior (empirical Bayes), so that a page whose labels are nearly all French
 * reads "Sports" as French. Posteriors come from the forward–backward algorithm [Rabiner 1989, "A tutorial on hidden
 * Markov models"], O(pieces × languages) because of the form of P.
 * @module
 */

/** A piece as the chain sees it. */
export interface ChainNode {
  /** Log-likelihood per language. */
  readonly likelihood: ArrayLike<number>;
  /** Which π it draws from: a number from 0. */
  readonly group: number;
  /** ρ towards the node before; 0 for the first. */
  readonly stickiness: number;
}

/** Rounds of expectation–maximisation; more change nothing that is visible. */
const ROUNDS = 4;
/** Weight of the prior, in pieces. */
const PSEUDO_COUNT = 2;

/**
 * Posterior language probabilities of a chain, per node and language.
 * @param prior probabilities of the languages before the page is read; sums to 1
 */
export function smoothChain(nodes: readonly ChainNode[], prior: ArrayLike<number>): Float64Array[] {
  const size = prior.length;
  const groups = nodes.reduce((most, node) => Math.max(most, node.group + 1), 0);
  const likelihoods = nodes.map((node) => normalise(node.likelihood, size));
  let priors = Array.from({ length: groups }, () => Float64Array.from(prior));
  let posteriors: Float64Array[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const pass = forwardBackward(nodes, likelihoods, priors);
    posteriors = pass.posteriors;
    const counts = Array.from({ length: groups }, () => Float64Array.from(prior, (p) => p * PSEUDO_COUNT));
    nodes.forEach((node, index) => {
      const drawn = pass.drawn[index]!;
      const count = counts[node.group]!;
      for (let k = 0; k < size; k++) count[k]! += drawn[k]!;
    });
    priors = counts.map((count) => scaleToOne(count));
  }
  return posteriors;
}

function forwardBackward(
  nodes: readonly ChainNode[],
  likelihoods: readonly Float64Array[],
  priors: readonly Float64Array[],
): { posteriors: Float64Array[]; drawn: Float64Array[] } {
  const size = likelihoods[0]?.length ?? 0;
  const forward: Float64Array[] = [];
  const drawn: Float64Array[] = [];
  nodes.forEach((node, index) => {
    const pi = priors[node.group]!;
    const before = forward[index - 1];
    const alpha = new Float64Array(size);
    const fresh = new Float64Array(size);
    for (let k = 0; k < size; k++) {
      fresh[k] = before === undefined ? pi[k]! : (1 - node.stickiness) * pi[k]!;
      alpha[k] =
        (fresh[k]! + (before === undefined ? 0 : node.stickiness * before[k]!)) * likelihoods[index]![k]!;
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
    beta = scaleToOne(message.map((value) => node.stickiness * value + (1 - node.stickiness) * mean));
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
