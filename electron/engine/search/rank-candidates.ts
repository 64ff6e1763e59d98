import { selectLargest } from './running-top.ts';

/** Longer lists are sorted through an index; shorter ones are nearly in order already. */
const insertionLimit = 512;

/**
 * Puts the best `wanted` of the first `count` candidates first, in order: score descending, then document index ascending (`cli.md`,
 * "Numbers"). The others follow in no order.
 */
export function rankCandidates(
  documents: Int32Array,
  scores: Float32Array,
  count: number,
  wanted: number,
): void {
  if (wanted >= count) return rankAll(documents, scores, count);
  selectLargest(scores, documents, 0, count, wanted);
  const last = scores[wanted - 1] ?? 0;
  let kept = wanted;
  for (let i = wanted; i < count; i++) {
    // Not written as `last`: 0 and −0 are equal.
    const [score, document] = [scores[i] ?? 0, documents[i] ?? 0];
    if (score !== last) continue;
    scores[i] = scores[kept] ?? 0;
    documents[i] = documents[kept] ?? 0;
    scores[kept] = score;
    documents[kept++] = document;
  }
  rankAll(documents, scores, kept);
}

function rankAll(documents: Int32Array, scores: Float32Array, count: number): void {
  if (count > insertionLimit) return rankByIndex(documents, scores, count);
  for (let i = 1; i < count; i++) {
    const document = documents[i] ?? 0;
    const score = scores[i] ?? 0;
    let j = i - 1;
    for (; j >= 0; j--) {
      const other = scores[j] ?? 0;
      if (other > score || (other === score && (documents[j] ?? 0) < document)) break;
      documents[j + 1] = documents[j] ?? 0;
      scores[j + 1] = other;
    }
    documents[j + 1] = document;
    scores[j + 1] = score;
  }
}

function rankByIndex(documents: Int32Array, scores: Float32Array, count: number): void {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  order.sort((a, b) => {
    const [first, second] = [scores[a] ?? 0, scores[b] ?? 0];
    // Compared, not subtracted: two infinite scores are equal.
    if (first !== second) return first > second ? -1 : 1;
    return (documents[a] ?? 0) - (documents[b] ?? 0);
  });
  const oldDocuments = documents.slice(0, count);
  const oldScores = scores.slice(0, count);
  for (let i = 0; i < count; i++) {
    documents[i] = oldDocuments[order[i] ?? 0] ?? 0;
    scores[i] = oldScores[order[i] ?? 0] ?? 0;
  }
}
