/** The brain that is asked over HTTP, whichever protocol its provider speaks. */
@NullMarked
package dev.vedette.cloud.brain;

import org.jspecify.annotations.NullMarked;
