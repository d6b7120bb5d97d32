/** Verdicts: the word on an event, who gave it, why, when and for how much. */
@NullMarked
package dev.vedette.core.verdict;

import org.jspecify.annotations.NullMarked;
