"""The head of a gate: a few kilobytes of weights outside the graph, which turn features and prior into a score.

score = sigmoid(clip(weights . features + bias, -clip, +clip) + priorWeight * (prior - priorOffset))

The prior is what the network says by itself; the head may only move it so far as `clip` lets it, so a head that was
fitted on too little cannot silence the network.
"""

import json

import numpy as np

CLIP, PRIOR_WEIGHT, PRIOR_OFFSET = 4.0, 2.0, float(np.log(0.22 / 0.78))
PENALTY = 0.03  # on the squared weights of standardised features, for each picture


def prior_part(prior):
    return PRIOR_WEIGHT * (prior - PRIOR_OFFSET)


def fit(features, prior, positive, penalty=PENALTY, steps=50):
    """(weights, bias): logistic regression of `positive` on the features beside the prior, by Newton's method."""
    mean, spread = features.mean(0), features.std(0) + 1e-3
    z = np.c_[(features - mean) / spread, np.ones(len(features))].astype(np.float64)
    ridge = np.full(z.shape[1], penalty * len(z))
    ridge[-1] = 1e-6
    w, offset = np.zeros(z.shape[1]), prior_part(prior.astype(np.float64))
    for _ in range(steps):
        p = 1 / (1 + np.exp(-np.clip(z @ w + offset, -30, 30)))
        step = np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + np.diag(ridge), z.T @ (p - positive) + ridge * w)
        w -= step
        if np.abs(step).max() < 1e-9:
            break
    weights = w[:-1] / spread
    return weights, float(w[-1] - weights @ mean)


def score(features, prior, weights, bias):
    return 1 / (1 + np.exp(-(np.clip(features @ weights + bias, -CLIP, CLIP) + prior_part(prior))))


def write(path, gate, weights, bias, threshold, fitted_by):
    six = lambda v: float(f"{v:.6g}")
    content = {
        "format": 1, "kind": "head", "gate": gate, "features": len(weights), "weights": [six(w) for w in weights],
        "bias": six(bias), "clip": CLIP, "priorWeight": PRIOR_WEIGHT, "priorOffset": six(PRIOR_OFFSET),
        "threshold": threshold, "thresholds": {}, "fittedBy": fitted_by,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = json.dumps(content, indent=1, ensure_ascii=False)
    rows = [", ".join(map(str, content["weights"][k : k + 8])) for k in range(0, len(weights), 8)]
    start = lines.index('"weights": [') + len('"weights": [')
    end = lines.index("]", start)
    path.write_text(lines[:start] + "\n  " + ",\n  ".join(rows) + "\n " + lines[end:] + "\n", encoding="utf-8")


class Head:
    """A head.json, which gives scores to what a gate's graph puts out."""

    def __init__(self, path):
        self.content = c = json.loads(path.read_text(encoding="utf-8"))
        if (c["format"], c["kind"], len(c["weights"])) != (1, "head", c["features"]):
            raise ValueError(f"{path} is no head of format 1")
        self.threshold, self.weights = c["threshold"], np.array(c["weights"])

    def __call__(self, found):
        c = self.content
        own = np.clip(found["features"].astype(np.float64) @ self.weights + c["bias"], -c["clip"], c["clip"])
        return 1 / (1 + np.exp(-(own + c["priorWeight"] * (found["prior"].astype(np.float64) - c["priorOffset"]))))
