/** Load as values: when events are due, from which devices, by which clocks. */
@NullMarked
package dev.vedette.simulators.load;

import org.jspecify.annotations.NullMarked;
