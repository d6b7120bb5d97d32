"""Trains the members of the turbofan network, many at once: each is one slice of batched matrix products.

A member learns eight levels ("at most 30, 5, 10, … 100 cycles left"); only the first is kept. The others teach it how
far wear has gone. Labels are soft near a level: 29 and 31 cycles cannot be told apart, nor need they be.
"""

from dataclasses import dataclass

import numpy as np
import tensorflow as tf

import turbofan_data
from turbofan_network import CLIP, Layer

LEVELS = np.array([turbofan_data.HORIZON, 5, 10, 20, 45, 60, 80, 100], np.float32)


@dataclass(frozen=True)
class Recipe:
    shape: tuple = ((16, 10, 5), (32, 5, 1), (16, 1, 1))  # (channels, cycles, stride) of each layer but the head
    members: int = 4
    epochs: int = 20
    batch: int = 128
    rate: float = 2e-3  # of Adam, falling to 0 along a cosine
    decay: float = 1e-4  # L2
    dropout: float = 0.1
    softness: float = 3.0  # cycles over which a label goes from 0.73 to 0.27
    others: float = 0.3  # weight of the levels that are not kept


def normalisation(x):
    """Mean and deviation of each channel."""
    flat = x.reshape(-1, x.shape[-1]).astype(np.float64)
    return flat.mean(0).astype(np.float32), flat.std(0).astype(np.float32)


def members(recipe, z, left, sets):
    """Trains one member on each of `sets` (indices into the normalised windows `z`); returns their layers."""
    count, channels = len(sets), z.shape[-1]
    random = np.random.default_rng(turbofan_data.SEED)
    tf.random.set_seed(turbofan_data.SEED)
    variables, strides = _variables(recipe, count, z.shape[1], channels, random)
    flat = [v for pair in variables for v in pair]
    steps = recipe.epochs * max(map(len, sets)) // recipe.batch
    optimizer = tf.keras.optimizers.Adam(tf.keras.optimizers.schedules.CosineDecay(recipe.rate, steps))
    weight = np.where(np.arange(len(LEVELS)) == 0, 1.0, recipe.others).astype(np.float32)

    @tf.function
    def step(x, y):
        with tf.GradientTape() as tape:
            loss = tf.nn.sigmoid_cross_entropy_with_logits(labels=y, logits=_logits(variables, strides, x, recipe.dropout))
            loss = tf.reduce_sum(tf.reduce_mean(loss * weight, [1, 2]))
            loss += recipe.decay * tf.add_n([tf.reduce_sum(w * w) for w, _ in variables])
        optimizer.apply_gradients(zip(tape.gradient(loss, flat), flat))

    for _ in range(steps):
        drawn = np.concatenate([s[random.integers(0, len(s), recipe.batch)] for s in sets])
        x = np.clip(turbofan_data.disturbed(z[drawn], random), -CLIP, CLIP)
        label = 1 / (1 + np.exp(np.clip((left[drawn, None] - LEVELS - 0.5) / recipe.softness, -50, 50)))
        step(tf.constant(x.reshape(count, recipe.batch, *z.shape[1:])),
             tf.constant(label.reshape(count, recipe.batch, -1).astype(np.float32)))
    return [_layers(variables, strides, m) for m in range(count)]


def _variables(recipe, count, size, channels, random):
    """(weights [member, cycles * in, out], bias) and stride of each layer; the head takes all cycles that are left."""
    variables, strides = [], []
    for out, cycles, stride in recipe.shape:
        variables.append(_start(random, count, cycles * channels, out, 2.0))
        strides.append((cycles, stride))
        size, channels = (size - cycles) // stride + 1, out
    variables.append(_start(random, count, size * channels, len(LEVELS), 1.0))
    return variables, [*strides, (size, 1)]


def _start(random, count, inputs, outputs, gain):
    w = random.normal(0, np.sqrt(gain / inputs), (count, inputs, outputs)).astype(np.float32)
    return tf.Variable(w), tf.Variable(np.zeros((count, 1, outputs), np.float32))


def _logits(variables, strides, x, dropout):
    """[member, batch, level] of windows [member, batch, cycles, channels]."""
    count, batch = x.shape[:2]
    for i, ((w, b), (cycles, stride)) in enumerate(zip(variables, strides)):
        starts = range(0, x.shape[2] - cycles + 1, stride)
        x = tf.stack([tf.reshape(x[:, :, s : s + cycles], [count, batch, -1]) for s in starts], 2)
        x = tf.reshape(x, [count, batch * len(starts), -1]) @ w + b
        x = tf.reshape(x, [count, batch, len(starts), -1])
        if i < len(variables) - 1:
            x = tf.nn.dropout(tf.nn.relu(x), dropout)
    return x[:, :, 0]


def _layers(variables, strides, member):
    layers = []
    for i, ((w, b), (cycles, stride)) in enumerate(zip(variables, strides)):
        w, b = w.numpy()[member], b.numpy()[member, 0]
        if i == len(variables) - 1:
            w, b = w[:, :1], b[:1]
        layers.append(Layer(w.reshape(cycles, -1, w.shape[-1]), b, stride))
    return layers
