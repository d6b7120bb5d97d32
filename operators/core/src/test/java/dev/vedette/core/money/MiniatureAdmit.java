package dev.vedette.core.money;

import dev.vedette.core.budget.Limits;
import dev.vedette.core.budget.Reservation;
import dev.vedette.core.budget.RoadPrice;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives leave to call, tenant by tenant, by what it has read of the ledger so far. */
final class MiniatureAdmit {
  private final Flaw flaw;
  private final MiniatureLedger ledger;
  private final Instant startedAt;
  private final int epoch;
  private final Map<String, MiniatureMoney> tenants = new HashMap<>();
  private int readTo;

  /** What it knew when the barrier of a checkpoint came. */
  record Checkpoint(Map<String, MiniatureMoney> tenants, int readTo) {
    static final Checkpoint NONE = new Checkpoint(Map.of(), 0);
  }

  MiniatureAdmit(Flaw flaw, MiniatureLedger ledger, Checkpoint checkpoint, Instant startedAt) {
    this.flaw = flaw;
    this.ledger = ledger;
    this.startedAt = startedAt;
    this.epoch = ledger.size();
    this.readTo = checkpoint.readTo();
    checkpoint.tenants().forEach((tenant, money) -> tenants.put(tenant, money.restored(startedAt)));
  }

  Checkpoint checkpoint() {
    Map<String, MiniatureMoney> copies = new HashMap<>();
    tenants.forEach((tenant, money) -> copies.put(tenant, money.restored(startedAt)));
    return new Checkpoint(copies, readTo);
  }

  MiniatureMoney of(String tenant) {
    return tenants.computeIfAbsent(tenant, any -> MiniatureMoney.begun(flaw, startedAt));
  }

  /** Whether it has read all that was written before this run. */
  boolean hasCaughtUp() {
    return readTo >= epoch || flaw == Flaw.DOES_NOT_READ_FIRST;
  }

  /** Reads on; returns whose lines those were. */
  List<String> read(int lines, Instant now) {
    int from = readTo;
    readTo = Math.min(ledger.size(), readTo + Math.min(lines, ledger.size()));
    for (int position = from; position < readTo; position++) {
      LedgerLine line = ledger.at(position);
      of(line.accountKey()).fold(line, now);
    }
    return from == readTo ? List.of() : List.of(ledger.at(readTo - 1).accountKey());
  }

  /** Whether calls may be made under an earlier grant. */
  boolean isUnderWay(String tenant, String inferenceId) {
    @Nullable Exposure known = of(tenant).of(inferenceId);
    return known != null && known.isOpen();
  }

  /** Leave for as many calls as there is money for. */
  Optional<MiniatureAsk.Granted> ask(
      String inferenceId,
      Account account,
      List<RoadPrice> roads,
      int calls,
      Limits limits,
      Instant now,
      long turn) {
    MiniatureMoney money = of(account.tenant());
    @Nullable Exposure known = money.of(inferenceId);
    Instant grantedAt = known == null ? now : known.grantTime(now);
    Optional<Reservation> room =
        new Purse(account.tenant(), money.books())
            .room(account, roads, calls, limits, grantedAt, now);
    if (room.isEmpty()) {
      return Optional.empty();
    }
    var grant = new LedgerGrant(inferenceId, grantedAt);
    money.keep(grant, account, room.get(), now);
    return Optional.of(
        new MiniatureAsk.Granted(
            account, grant, room.get(), turn, nextAttempt(known, inferenceId)));
  }

  /** Numbers begin anew where nothing is known of an inference any more. */
  private int nextAttempt(@Nullable Exposure known, String inferenceId) {
    return known == null ? 1 : ledger.latestAttempt(inferenceId) + 1;
  }

  void forget(Instant now) {
    tenants.values().forEach(money -> money.forget(now));
  }
}
