/** Questions that could not be asked, kept until they can be: which, for how long, whose turn. */
@NullMarked
package dev.vedette.core.backlog;

import org.jspecify.annotations.NullMarked;
