/** What the job says of itself, read from its metrics endpoint. */
@NullMarked
package dev.vedette.cli.metrics;

import org.jspecify.annotations.NullMarked;
