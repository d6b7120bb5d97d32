/** A simulated provider of a cloud model, which says so in every answer. */
@NullMarked
package dev.vedette.simulators.provider;

import org.jspecify.annotations.NullMarked;
