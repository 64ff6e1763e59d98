"""Exact top K by FAISS: python search-peer.py DOCUMENTS.npy QUERIES.npy K OUT.npy THREADS. Prints one line of JSON; only the search is timed."""

import json
import resource
import sys
import time

import faiss
import numpy as np

documents, queries, k, out, threads = sys.argv[1:]
faiss.omp_set_num_threads(int(threads))
vectors = np.load(documents)
index = faiss.IndexFlatIP(vectors.shape[1])
index.add(vectors)
del vectors
rows = np.load(queries)
start, start_cpu = time.perf_counter(), time.process_time()
_, ids = index.search(rows, int(k))
seconds, cpu = time.perf_counter() - start, time.process_time() - start_cpu
np.save(out, ids.astype(np.int32))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "cpuSeconds": cpu, "peakMegabytes": peak}))
