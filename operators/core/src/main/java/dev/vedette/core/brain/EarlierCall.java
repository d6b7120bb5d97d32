package dev.vedette.core.brain;

import dev.vedette.core.money.JournaledCall;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerGrant;
import dev.vedette.core.money.LedgerLine;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the ledger says of an inference after a grant was given.
 *
 * @param attempts of each grant
 * @param ended grants under which no call will be made
 */
record EarlierCall(JournaledCall known, Map<Instant, Set<Integer>> attempts, Set<Instant> ended) {
  static final EarlierCall NONE = new EarlierCall(JournaledCall.NONE, Map.of(), Set.of());

  /** With one more line about the same inference. */
  EarlierCall with(LedgerLine line) {
    Map<Instant, Set<Integer>> made = new HashMap<>(attempts);
    Set<Instant> over = new HashSet<>(ended);
    LedgerCall call = line.call();
    LedgerGrant grant = line.grant();
    if (call != null) {
      Set<Integer> all = new HashSet<>(made.getOrDefault(call.grantedAt(), Set.of()));
      all.add(call.attempt());
      made.put(call.grantedAt(), all);
    } else if (grant != null) {
      over.add(grant.grantedAt());
    }
    return new EarlierCall(known.with(line), made, over);
  }

  /** Calls that were made under a grant. */
  int madeUnder(Grant grant) {
    return attempts.getOrDefault(grant.grantedAt(), Set.of()).size();
  }

  /** Whether a grant allows no call any more. */
  boolean leavesNothingOf(Grant grant) {
    return ended.contains(grant.grantedAt()) || madeUnder(grant) >= grant.reservation().calls();
  }
}
