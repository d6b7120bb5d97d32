/** The decision matrix: the same events edge only, cloud only and hybrid, measured side by side. */
@NullMarked
package dev.vedette.cli.matrix;

import org.jspecify.annotations.NullMarked;
