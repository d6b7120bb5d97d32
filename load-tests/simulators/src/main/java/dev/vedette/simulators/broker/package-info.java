/** A real broker in this process, for demonstrations and tests. */
@NullMarked
package dev.vedette.simulators.broker;

import org.jspecify.annotations.NullMarked;
