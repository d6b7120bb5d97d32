"""The labelled corridor clip: a video and a CSV file beside it with frame, person, unsure."""

import csv

import numpy as np


def labels(video):
    """(person, unsure) for each frame."""
    with open(video.with_suffix(".labels.csv"), newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(np.array([r[k] == "1" for r in rows]) for k in ("person", "unsure"))


def frames(video):
    """The video's frames as Pillow pictures."""
    import av

    with av.open(str(video)) as container:
        return [f.to_image() for f in container.decode(video=0)]
