/** Whether bytes are the ones that were meant. */
@NullMarked
package dev.vedette.core.integrity;

import org.jspecify.annotations.NullMarked;
