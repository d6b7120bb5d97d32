/** Verdicts for people who look. */
@NullMarked
package dev.vedette.cli.verdicts;

import org.jspecify.annotations.NullMarked;
