/** The commands about what models cost: what is known, and bringing it up to date. */
@NullMarked
package dev.vedette.cli.prices;

import org.jspecify.annotations.NullMarked;
