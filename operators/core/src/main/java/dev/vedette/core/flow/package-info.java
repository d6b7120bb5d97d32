/** Outcomes and their conservation: in = sum of outcomes. */
@NullMarked
package dev.vedette.core.flow;

import org.jspecify.annotations.NullMarked;
