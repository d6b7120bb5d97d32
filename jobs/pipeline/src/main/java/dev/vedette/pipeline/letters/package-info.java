/**
 * Dead letters on their way into their topic: held where the broker is slow, so that nobody in
 * front of them waits, and written exactly once.
 */
@NullMarked
package dev.vedette.pipeline.letters;

import org.jspecify.annotations.NullMarked;
