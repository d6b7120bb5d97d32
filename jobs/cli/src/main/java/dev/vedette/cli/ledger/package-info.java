/** The ledger, as commands read it: from its topic or from a file, all of it or a part. */
@NullMarked
package dev.vedette.cli.ledger;

import org.jspecify.annotations.NullMarked;
