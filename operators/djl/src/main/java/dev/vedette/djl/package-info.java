/** Gates that run on TensorFlow through DJL, and the raw session under them. */
@NullMarked
package dev.vedette.djl;

import org.jspecify.annotations.NullMarked;
