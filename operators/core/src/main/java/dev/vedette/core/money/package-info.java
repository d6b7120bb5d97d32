/** Money: accounts, prices and the ledger that is written before it is spent. */
@NullMarked
package dev.vedette.core.money;

import org.jspecify.annotations.NullMarked;
