/** Episodes: the stretch of events of one device that show the same thing. */
@NullMarked
package dev.vedette.core.episode;

import org.jspecify.annotations.NullMarked;
