/** Everything in one process, and the account it gives of itself. */
@NullMarked
package dev.vedette.cli.quickstart;

import org.jspecify.annotations.NullMarked;
