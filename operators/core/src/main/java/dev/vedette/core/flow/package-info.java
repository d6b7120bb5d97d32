/** Outcomes and their conservation, in = sum of outcomes; and how long things are remembered. */
@NullMarked
package dev.vedette.core.flow;

import org.jspecify.annotations.NullMarked;
