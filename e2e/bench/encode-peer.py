"""Encodes the first N documents of a BEIR corpus with sentence-transformers, and prints one line of JSON.

python encode-peer.py prepare MODEL FOLDER      makes FOLDER: the model's settings with torch weights of the same shapes
python encode-peer.py torch|onnx FOLDER CORPUS N
"""

import json
import resource
import shutil
import sys
import time


def prepare(model: str, folder: str) -> None:
    # The given folder holds the ONNX graph only. Speed does not depend on the weights' values, so random ones of the same shapes stand in for PyTorch.
    from transformers import AutoConfig, AutoModel

    shutil.copytree(model, folder, dirs_exist_ok=True)
    AutoModel.from_config(AutoConfig.from_pretrained(model)).save_pretrained(folder)


def encode(backend: str, folder: str, corpus: str, count: int) -> None:
    from sentence_transformers import SentenceTransformer

    with open(corpus, encoding="utf-8") as lines:
        documents = [json.loads(line) for _, line in zip(range(count), lines)]
    texts = [(d.get("title", "") + " " + d["text"]).strip() for d in documents]
    opening = time.perf_counter()
    options = {} if backend == "torch" else {"model_kwargs": {"file_name": "onnx/model.onnx", "provider": "CPUExecutionProvider"}}
    model = SentenceTransformer(folder, backend=backend, device="cpu", **options)
    open_seconds = time.perf_counter() - opening
    model.encode(texts[:4])
    start, before = time.perf_counter(), time.process_time()
    model.encode(texts)
    seconds, cpu = time.perf_counter() - start, time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"documents": count, "seconds": seconds, "cpuSeconds": cpu, "openSeconds": open_seconds, "peakMegabytes": peak}))


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare(sys.argv[2], sys.argv[3])
    else:
        encode(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
