/** The best `k` of what is offered: score descending, then document index ascending. A binary heap with the worst on top. */
export type BestK = {
  readonly offer: (document: number, score: number) => void;
  /** Writes what is held, best first, from `start` on; returns how many, and forgets them. */
  readonly drain: (documents: Int32Array, scores: Float32Array, start: number) => number;
};

/** Scores are rounded to float32 before they are compared, so that ties are those of the stored numbers. */
export function createBestK(k: number): BestK {
  const heapScores = new Float32Array(k);
  const heapDocuments = new Int32Array(k);
  let size = 0;

  /** Whether the first is further from the top of the list than the second. */
  function isWorse(score: number, document: number, otherScore: number, otherDocument: number): boolean {
    return score < otherScore || (score === otherScore && document > otherDocument);
  }

  function put(place: number, score: number, document: number): void {
    heapScores[place] = score;
    heapDocuments[place] = document;
  }

  function rise(score: number, document: number): void {
    let place = size++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const parentScore = heapScores[parent] ?? 0;
      const parentDocument = heapDocuments[parent] ?? 0;
      if (!isWorse(score, document, parentScore, parentDocument)) break;
      put(place, parentScore, parentDocument);
      place = parent;
    }
    put(place, score, document);
  }

  function sink(score: number, document: number): void {
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= size) break;
      const right = child + 1;
      if (
        right < size &&
        isWorse(
          heapScores[right] ?? 0,
          heapDocuments[right] ?? 0,
          heapScores[child] ?? 0,
          heapDocuments[child] ?? 0,
        )
      ) {
        child = right;
      }
      const childScore = heapScores[child] ?? 0;
      const childDocument = heapDocuments[child] ?? 0;
      if (!isWorse(childScore, childDocument, score, document)) break;
      put(place, childScore, childDocument);
      place = child;
    }
    put(place, score, document);
  }

  return {
    offer(document, exactScore) {
      const score = Math.fround(exactScore);
      if (size < k) rise(score, document);
      else if (size > 0 && isWorse(heapScores[0] ?? 0, heapDocuments[0] ?? 0, score, document)) {
        sink(score, document);
      }
    },
    drain(documents, scores, start) {
      const count = size;
      while (size > 0) {
        documents[start + size - 1] = heapDocuments[0] ?? 0;
        scores[start + size - 1] = heapScores[0] ?? 0;
        size--;
        if (size > 0) sink(heapScores[size] ?? 0, heapDocuments[size] ?? 0);
      }
      return count;
    },
  };
}
