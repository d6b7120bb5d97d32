/** Hours of the week, as people name them. */
@NullMarked
package dev.vedette.core.week;

import org.jspecify.annotations.NullMarked;
