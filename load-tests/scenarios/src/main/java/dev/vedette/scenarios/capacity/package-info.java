/** From what was measured on one core to what a large site needs. */
@NullMarked
package dev.vedette.scenarios.capacity;

import org.jspecify.annotations.NullMarked;
