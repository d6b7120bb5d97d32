/** A real Flink cluster of separate JVMs, for tests and scenarios. */
@NullMarked
package dev.vedette.cluster;

import org.jspecify.annotations.NullMarked;
