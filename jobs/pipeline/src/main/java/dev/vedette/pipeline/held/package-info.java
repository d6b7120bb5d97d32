/**
 * Sinks for which nobody waits where the broker is slow: what it has not taken yet is held, and is
 * in the state of a checkpoint. Verdicts, deferred lines and ledger lines are written at least
 * once, dead letters exactly once.
 */
@NullMarked
package dev.vedette.pipeline.held;

import org.jspecify.annotations.NullMarked;
