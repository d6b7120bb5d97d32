"""C-MAPSS files as windows: the channels of the turbofan gate, reading, folds of engines, disturbances.

Nothing here is random unless a generator is passed in.
"""

from dataclasses import dataclass

import numpy as np

SIZE = 30  # cycles in a window; the shortest history in FD001 is 31
HORIZON = 30  # a window is positive if at most this many cycles are left after its last one
FOLDS = 5
SEED = 20240607

# (name, unit, column of the file counted from 1): the sensors that vary in FD001, named and measured as in
# Saxena & Goebel 2008. Left out because constant there: T2, P2, P15, epr, farB, Nf_dmd, PCNfR_dmd.
CHANNELS = (
    ("T24", "degree Rankine", 7),
    ("T30", "degree Rankine", 8),
    ("T50", "degree Rankine", 9),
    ("P30", "psia", 12),
    ("Nf", "rpm", 13),
    ("Nc", "rpm", 14),
    ("Ps30", "psia", 16),
    ("phi", "pps/psi", 17),
    ("NRf", "rpm", 18),
    ("NRc", "rpm", 19),
    ("BPR", "1", 20),
    ("htBleed", "1", 22),
    ("W31", "lbm/s", 25),
    ("W32", "lbm/s", 26),
)
NAMES = tuple(name for name, _, _ in CHANNELS)


@dataclass(frozen=True)
class Windows:
    x: np.ndarray  # float32 [count, SIZE, channels], natural units
    left: np.ndarray  # cycles left after the last one of the window
    engine: np.ndarray  # number of the engine, from 1
    last: np.ndarray  # whether it is the engine's last window

    @property
    def failing(self):
        return self.left <= HORIZON

    def __getitem__(self, chosen):
        return Windows(self.x[chosen], self.left[chosen], self.engine[chosen], self.last[chosen])


def _engines(path):
    """{number: float32 [cycles, channels]}"""
    table = np.loadtxt(path)
    columns = [c - 1 for _, _, c in CHANNELS]
    return {int(n): table[table[:, 0] == n][:, columns].astype(np.float32) for n in np.unique(table[:, 0])}


def _windows(engines, left_after):
    x, left, engine, last = [], [], [], []
    for n, readings in engines.items():
        for end in range(SIZE, len(readings) + 1):
            x.append(readings[end - SIZE : end])
            left.append(left_after[n] + len(readings) - end)
            engine.append(n)
            last.append(end == len(readings))
    return Windows(np.stack(x), np.array(left), np.array(engine), np.array(last))


def training(folder):
    """Every window of the engines that ran to failure: after its last cycle an engine has none left."""
    engines = _engines(folder / "train_FD001.txt")
    return _windows(engines, {n: 0 for n in engines})


def test(folder):
    """Every window of the engines that were stopped before."""
    engines = _engines(folder / "test_FD001.txt")
    return _windows(engines, dict(enumerate(np.loadtxt(folder / "RUL_FD001.txt").astype(int), 1)))


def folds(windows):
    """The fold of each window: an engine is whole in one of them."""
    engines = np.unique(windows.engine)
    of = dict(zip(engines, np.random.default_rng(SEED).permutation(len(engines)) % FOLDS))
    return np.array([of[e] for e in windows.engine])


def held(x, lost):
    """The windows with each lost reading (bool [count, SIZE]) replaced by the one before it, as a job fills gaps."""
    source = np.maximum.accumulate(np.where(lost, 0, np.arange(x.shape[1])), 1)
    return np.take_along_axis(x, source[:, :, None], 1)


def begun(x, readings):
    """The windows as if only the newest `readings` (int or [count]) were there: the oldest of them fills the front."""
    source = np.maximum(np.arange(x.shape[1]), x.shape[1] - np.reshape(readings, (-1, 1)))
    return np.take_along_axis(x, np.broadcast_to(source, x.shape[:2])[:, :, None], 1)


def disturbed(z, random, gaps=0.3, missing=0.2, noise=0.5, offset=0.1):
    """Normalised windows with what the field does to them, for training.

    A share `gaps` has single readings lost, a run lost, or a short history; a share `missing` has channels without
    readings (0, the mean); all have noise of up to `noise` and an offset of each channel, in standard deviations.
    """
    count, size, channels = z.shape
    at, kind = np.arange(size), random.integers(0, 3, count)
    hit = random.random(count) < gaps
    single = random.random((count, size)) < random.random((count, 1)) / 2
    start, length = random.integers(1, size - 5, (count, 1)), random.integers(1, size // 2, (count, 1))
    run = (at >= start) & (at < start + length)
    z = held(z, np.where((kind == 0)[:, None], single, run & (kind == 1)[:, None]) & hit[:, None] & (at > 0))
    z = begun(z, np.where(hit & (kind == 2), size - start[:, 0], size))
    absent = random.random((count, 1, channels)) < random.random((count, 1, 1)) * 0.4
    z = np.where(absent & (random.random((count, 1, 1)) < missing), np.float32(0), z)
    spread = noise * random.random((count, 1, 1), dtype=np.float32)
    z = z + random.standard_normal(z.shape, dtype=np.float32) * spread
    return (z + random.standard_normal((count, 1, channels), dtype=np.float32) * np.float32(offset)).astype(np.float32)
