/** What rules make of a device: {@code vedette watch}. */
@NullMarked
package dev.vedette.cli.watch;

import org.jspecify.annotations.NullMarked;
