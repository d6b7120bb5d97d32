/** The commands {@code vedette gate …}: about the embedded classifiers, mostly without a job. */
@NullMarked
package dev.vedette.cli.gate;

import org.jspecify.annotations.NullMarked;
