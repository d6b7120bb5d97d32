/** Tables and sheets of facts for a terminal, and words for pages. */
@NullMarked
package dev.vedette.cli.text;

import org.jspecify.annotations.NullMarked;
