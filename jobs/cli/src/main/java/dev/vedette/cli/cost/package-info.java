/** The commands about what was spent: reports, projections and the provider's own word. */
@NullMarked
package dev.vedette.cli.cost;

import org.jspecify.annotations.NullMarked;
