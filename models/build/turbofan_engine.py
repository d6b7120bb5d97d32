"""A made-up turbofan engine: each channel is its healthy value, its wear and noise. No reading of NASA's is in it.

The three numbers of a channel were rounded from means over the FD001 training engines; so was the shape of wear, which
grows as exp(-cycles left / 50).
"""

import numpy as np

import turbofan_data

# (healthy, added when worn out, deviation of the noise, decimals as C-MAPSS prints them)
CHANNELS = {
    "T24": (642.4, 1.3, 0.3, 2),
    "T30": (1587.0, 15.5, 4.0, 2),
    "T50": (1403.0, 26.0, 4.0, 2),
    "P30": (554.0, -2.5, 0.4, 2),
    "Nf": (2388.06, 0.17, 0.03, 2),
    "Nc": (9056.0, 42.0, 4.2, 2),
    "Ps30": (47.36, 0.79, 0.1, 2),
    "phi": (521.9, -2.1, 0.3, 2),
    "NRf": (2388.06, 0.18, 0.03, 2),
    "NRc": (8137.0, 29.5, 3.1, 2),
    "BPR": (8.418, 0.102, 0.02, 4),
    "htBleed": (392.3, 4.0, 0.9, 0),
    "W31": (38.93, -0.49, 0.1, 2),
    "W32": (23.36, -0.29, 0.06, 4),
}


def readings(life, seed):
    """float32 [life, channels], from new to failure: the last row has no cycles left."""
    random = np.random.default_rng(seed)
    wear = np.exp((np.arange(life) - life + 1) / 50)
    columns = []
    for name in turbofan_data.NAMES:
        healthy, worn, noise, decimals = CHANNELS[name]
        columns.append(np.round(healthy + worn * wear + random.normal(0, noise, life), decimals))
    return np.stack(columns, 1).astype(np.float32)


def csv(rows):
    """The readings as text, the channels in the first line."""
    decimals = [CHANNELS[name][3] for name in turbofan_data.NAMES]
    lines = [",".join(f"{v:.{d}f}" for v, d in zip(row, decimals)) for row in rows]
    return "\n".join([",".join(turbofan_data.NAMES), *lines]) + "\n"
