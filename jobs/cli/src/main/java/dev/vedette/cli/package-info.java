/** The commands of the {@code vedette} program: options in, one line or one exit code out. */
@NullMarked
package dev.vedette.cli;

import org.jspecify.annotations.NullMarked;
