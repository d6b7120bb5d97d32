/** What a gate learns on its own site: a head from labelled events, and whether it is better. */
@NullMarked
package dev.vedette.core.learning;

import org.jspecify.annotations.NullMarked;
