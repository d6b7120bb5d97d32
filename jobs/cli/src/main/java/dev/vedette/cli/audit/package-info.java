/** What the gates miss, reckoned from the ledger. */
@NullMarked
package dev.vedette.cli.audit;

import org.jspecify.annotations.NullMarked;
