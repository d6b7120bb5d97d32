/** What of a device counts: which parts of its pictures, which labels, when, and how often. */
@NullMarked
package dev.vedette.core.watch;

import org.jspecify.annotations.NullMarked;
