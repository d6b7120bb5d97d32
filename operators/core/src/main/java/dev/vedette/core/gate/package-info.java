/** The gate: the embedded classifier that judges every event, as a port and its findings. */
@NullMarked
package dev.vedette.core.gate;

import org.jspecify.annotations.NullMarked;
