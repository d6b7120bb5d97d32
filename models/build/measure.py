"""What the evaluation scripts measure alike."""

import datetime
import os
import platform
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np

import decode
import sample_pictures
from sample_pictures import jpeg


def auc(scores, positive):
    """Area under the ROC curve: how often a positive scores above a negative, ties counted half."""
    order = np.sort(scores[~positive])
    below, upto = (np.searchsorted(order, scores[positive], side).sum() for side in ("left", "right"))
    return float((below + upto) / 2 / positive.sum() / (~positive).sum())


def fit_threshold(scores, positive, false_share):
    """The least threshold, in hundredths, that at most `false_share` of the negatives reach."""
    return next(t / 100 for t in range(101) if np.mean(scores[~positive] >= t / 100) <= false_share)


def shares(scores, positive, threshold):
    return {"recall": float(np.mean(scores[positive] >= threshold)), "fpr": float(np.mean(scores[~positive] >= threshold))}


def without_onednn(folder, side):
    """What running the variant gives without TF_ENABLE_ONEDNN_OPTS: what it says of a black picture, or the error."""
    code = ("import sys, pathlib, numpy as np, gate; found = gate.outputs(gate.load(pathlib.Path(sys.argv[1])),"
            f" np.zeros((1, {side}, {side}, 3), np.uint8)); k = 'score' if 'score' in found else 'prior'; print(k, found[k][0])")
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}
    environment.pop("TF_ENABLE_ONEDNN_OPTS")
    done = subprocess.run([sys.executable, "-c", code, str(folder.resolve())], cwd=Path(__file__).parent,
                          env=environment, capture_output=True, text=True)
    lines = (done.stdout if done.returncode == 0 else done.stderr).strip().splitlines()
    wanted = [line[line.find("Missing") :] for line in lines if "Missing" in line or line.startswith("score")]
    return (wanted or lines or ["no output"])[0] if done.returncode else lines[-1]


def threads_agree(scores, x, threads=4):
    """Whether `threads` callers of one session at once all get what one caller gets. `scores`: pictures -> array."""
    expected, found = scores(x), [None] * threads

    def call(k):
        found[k] = scores(x)

    workers = [threading.Thread(target=call, args=(k,)) for k in range(threads)]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    return all(np.array_equal(f, expected) for f in found)


def decode_times(decoder, calls=50):
    """Median milliseconds from JPEG to picture, for two sizes of frame, with the ratio that the rule gives."""
    rows = []
    for size in ((640, 480), (1280, 720)):
        content = jpeg(sample_pictures.load("astronaut").resize(size))
        decoder(content)
        times = []
        for _ in range(calls):
            start = time.perf_counter()
            decoder(content)
            times.append((time.perf_counter() - start) * 1e3)
        rows.append({"size": "{}x{}".format(*size), "ratio": decode.ratio_for(*size, decoder.side), "bytes": len(content),
                     "ms": float(np.median(times)), "least": min(times), "most": max(times)})
    return rows


def machine():
    model = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    flags = Path("/proc/cpuinfo").read_text()
    return {"cpu": model, "cores": os.cpu_count(), "avx2": " avx2 " in flags, "vnni": "vnni" in flags,
            "python": platform.python_version(), "date": datetime.date.today().isoformat()}
