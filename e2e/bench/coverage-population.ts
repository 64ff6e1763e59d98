import { normalCdf, normalQuantile } from '../../shared/distributions/normal.ts';

/** Uniform numbers in [0, 1), 32 bits (xoshiro128**, Blackman & Vigna 2018), fast and seeded. */
export type Uniforms = () => number;

export function seededUniforms(seed: number): Uniforms {
  const state = new Uint32Array(4);
  let mix = seed >>> 0;
  for (let i = 0; i < 4; i++) {
    mix = (mix + 0x9e3779b9) >>> 0;
    let word = mix;
    word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
    state[i] = (word ^ (word >>> 16)) >>> 0;
  }
  let [a = 0, b = 0, c = 0, d = 0] = state;
  return () => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result / 0x100000000;
  };
}

/** Shape of the sample's pools (XQuAD and SciFact): queries, and frame pairs of each (candidates selected somewhere on the grid). */
export const queries = 800;
export const pairsOfQuery = 10;
export const pairs = queries * pairsOfQuery;

const queryLevels = 64;
/** Correlation of the latent relevance of two pairs of one query. */
const latentCorrelation = 0.3;

/**
 * Chances of being a false negative by query level and rank place, `queryLevels × pairsOfQuery`, row-major: better ranks hold more of them and queries differ
 * (one-factor Gaussian model on equiprobable levels). Their mean over levels and over ranks is `prevalence`.
 */
export function relevanceChances(prevalence: number): Float64Array {
  const chances = new Float64Array(queryLevels * pairsOfQuery);
  for (let rank = 0; rank < pairsOfQuery; rank++) {
    const marginal = prevalence * (1.5 - rank / (pairsOfQuery - 1));
    let sum = 0;
    for (let level = 0; level < queryLevels; level++) {
      const factor = normalQuantile((level + 0.5) / queryLevels);
      const latent = normalQuantile(marginal) - Math.sqrt(latentCorrelation) * factor;
      const chance = normalCdf(latent / Math.sqrt(1 - latentCorrelation));
      chances[level * pairsOfQuery + rank] = chance;
      sum += chance / queryLevels;
    }
    for (let level = 0; level < queryLevels; level++) {
      const at = level * pairsOfQuery + rank;
      chances[at] = ((chances[at] ?? 0) * marginal) / sum;
    }
  }
  return chances;
}

/** Draws who is a false negative (1) and what the judge would say (1: relevant), pairs ordered by query, then rank. */
export function drawPopulation(
  chances: Float64Array,
  sensitivity: number,
  specificity: number,
  uniform: Uniforms,
  truth: Uint8Array,
  judge: Uint8Array,
): void {
  for (let query = 0; query < queries; query++) {
    const level = Math.floor(uniform() * queryLevels) * pairsOfQuery;
    for (let rank = 0; rank < pairsOfQuery; rank++) {
      const i = query * pairsOfQuery + rank;
      const relevant = uniform() < (chances[level + rank] ?? 0) ? 1 : 0;
      truth[i] = relevant;
      judge[i] = uniform() < (relevant === 1 ? sensitivity : 1 - specificity) ? 1 : 0;
    }
  }
}
