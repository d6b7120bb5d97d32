/** Scenarios: the real job under a made-up load, and what it costs. */
@NullMarked
package dev.vedette.scenarios;

import org.jspecify.annotations.NullMarked;
