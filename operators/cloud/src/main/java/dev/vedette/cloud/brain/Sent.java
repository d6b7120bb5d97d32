package dev.vedette.cloud.brain;

import dev.vedette.core.money.Bill;

/**
 * A question as it was sent, and what its answer can cost: reckoned from these bytes and no others,
 * since the words of questions may change while an answer is waited for.
 *
 * @param pictures how many are in it
 */
record Sent(byte[] body, int pictures, Bill worstCase) {}
