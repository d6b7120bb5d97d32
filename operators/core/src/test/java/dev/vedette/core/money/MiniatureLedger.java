package dev.vedette.core.money;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A ledger with one partition. It outlives every run. */
final class MiniatureLedger {
  private final List<LedgerLine> lines = new ArrayList<>();
  private final Map<String, BookedCall> calls = new LinkedHashMap<>();
  private final Map<LedgerGrant, Set<String>> made = new HashMap<>();
  private final Map<String, Integer> latest = new HashMap<>();
  private final Set<LedgerGrant> ended = new HashSet<>();
  private Instant reconciledAt = Instant.EPOCH;

  void append(LedgerLine line) {
    lines.add(line);
    LedgerGrant over = line.grant();
    if (over != null) {
      ended.add(over);
      return;
    }
    LedgerCall call = Objects.requireNonNull(line.call());
    calls.merge(call.requestId(), BookedCall.of(line), BookedCall::with);
    made.computeIfAbsent(call.grant(), any -> new HashSet<>()).add(call.requestId());
    latest.merge(call.inferenceId(), call.attempt(), Math::max);
  }

  int size() {
    return lines.size();
  }

  LedgerLine at(int position) {
    return lines.get(position);
  }

  boolean hasEnded(LedgerGrant grant) {
    return ended.contains(grant);
  }

  int callsUnder(LedgerGrant grant) {
    return made.getOrDefault(grant, Set.of()).size();
  }

  int latestAttempt(String inferenceId) {
    return latest.getOrDefault(inferenceId, 0);
  }

  List<BookedCall> calls() {
    return List.copyOf(calls.values());
  }

  /**
   * What a provider's export says of a call, by the clock of whoever reads it, which is right. The
   * line says what the ledger counted so far.
   */
  void reconcile(LedgerCall call, long billedMicros, Instant now) {
    reconciledAt = now.isAfter(reconciledAt) ? now : reconciledAt.plusMillis(1);
    BookedCall booked = Objects.requireNonNull(calls.get(call.requestId()));
    var evidence = new BillingEvidence("usage.csv:1", booked.spentMicros());
    append(LedgerLine.reconciled(call.account(), call, billedMicros, evidence, reconciledAt));
  }
}
