package dev.vedette.core.money;

import java.time.Instant;

/**
 * Leave to make the calls of one inference, as the ledger names it.
 *
 * @param grantedAt no two grants of an inference were given at the same time
 */
public record LedgerGrant(String inferenceId, Instant grantedAt) {}
