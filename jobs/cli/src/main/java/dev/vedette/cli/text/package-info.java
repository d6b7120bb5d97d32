/** Tables and sheets of facts for a terminal. */
@NullMarked
package dev.vedette.cli.text;

import org.jspecify.annotations.NullMarked;
