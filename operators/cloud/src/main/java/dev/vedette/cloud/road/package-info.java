/**
 * The road to a provider: when it closes, how many calls it bears at once, and at which rate. The
 * only place that knows; the operators ask for a place and give it back.
 */
@NullMarked
package dev.vedette.cloud.road;

import org.jspecify.annotations.NullMarked;
