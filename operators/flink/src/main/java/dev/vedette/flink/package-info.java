/** Thin adapters that give the core a Flink life cycle: state, timers, metrics. */
@NullMarked
package dev.vedette.flink;

import org.jspecify.annotations.NullMarked;
