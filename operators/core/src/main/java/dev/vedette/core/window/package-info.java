/** Windows: the newest readings of one device, side by side, as a gate for sensors judges them. */
@NullMarked
package dev.vedette.core.window;

import org.jspecify.annotations.NullMarked;
