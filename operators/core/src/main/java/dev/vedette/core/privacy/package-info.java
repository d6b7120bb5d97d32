/** Privacy: what of an event may leave the site, and in which shape. */
@NullMarked
package dev.vedette.core.privacy;

import org.jspecify.annotations.NullMarked;
