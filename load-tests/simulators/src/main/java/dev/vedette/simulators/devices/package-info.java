/** Simulated cameras and the pictures that they take. */
@NullMarked
package dev.vedette.simulators.devices;

import org.jspecify.annotations.NullMarked;
