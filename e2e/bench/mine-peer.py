"""mine_hard_negatives(use_faiss=True) from given embeddings: python mine-peer.py DOCUMENTS.npy QUERIES.npy STEP THREADS. Prints one line of JSON.

Query i's positive is document i × STEP, as in the data set that Negscope mines. Only the call is timed.
"""

import json
import resource
import sys
import time

import faiss
import numpy as np
import torch
from datasets import Dataset
from sentence_transformers import SentenceTransformer
from sentence_transformers.util import mine_hard_negatives

documents = np.load(sys.argv[1])
queries = np.load(sys.argv[2])
step = int(sys.argv[3])
torch.set_num_threads(int(sys.argv[4]))
faiss.omp_set_num_threads(int(sys.argv[4]))


class Given(SentenceTransformer):
    """A model that knows its answers: the number at the end of a text is its row."""

    def __init__(self):
        super().__init__(modules=[torch.nn.Identity()], device="cpu")

    def encode(self, texts, *_, convert_to_tensor=False, **__):
        rows = queries if texts[0].startswith("query") else documents
        found = rows[[int(text.rsplit(" ", 1)[1]) for text in texts]]
        return torch.from_numpy(found) if convert_to_tensor else found

    def get_embedding_dimension(self):
        return documents.shape[1]

    encode_query = encode
    encode_document = encode


dataset = Dataset.from_dict(
    {
        "anchor": [f"query {i}" for i in range(len(queries))],
        "positive": [f"document {i * step}" for i in range(len(queries))],
    }
)
corpus = [f"document {i}" for i in range(len(documents))]
start = time.perf_counter()
mined = mine_hard_negatives(
    dataset,
    Given(),
    corpus=corpus,
    range_max=100,
    relative_margin=0.05,
    num_negatives=4,
    sampling_strategy="top",
    use_faiss=True,
    output_format="n-tuple",
    verbose=False,
)
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "peakMegabytes": peak, "rows": len(mined)}))
