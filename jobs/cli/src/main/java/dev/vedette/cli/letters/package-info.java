/** Records that could not be judged: looked at, and sent again. */
@NullMarked
package dev.vedette.cli.letters;

import org.jspecify.annotations.NullMarked;
