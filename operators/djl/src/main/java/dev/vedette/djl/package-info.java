/** Gates with a network inside this process, and the raw session under them. */
@NullMarked
package dev.vedette.djl;

import org.jspecify.annotations.NullMarked;
