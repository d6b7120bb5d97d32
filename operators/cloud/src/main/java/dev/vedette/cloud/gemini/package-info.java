/** The Gemini protocol, as Google speaks it. */
@NullMarked
package dev.vedette.cloud.gemini;

import org.jspecify.annotations.NullMarked;
