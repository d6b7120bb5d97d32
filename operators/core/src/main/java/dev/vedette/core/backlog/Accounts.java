package dev.vedette.core.backlog;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The accounts that have questions here, or whose cap is being found out. */
final class Accounts {
  private final Map<String, AccountTurns> turns = new HashMap<>();

  AccountTurns of(Kept kept) {
    return turns.computeIfAbsent(kept.question().account().key(), key -> new AccountTurns());
  }

  void forgetIfIdle(Kept kept) {
    turns.computeIfPresent(
        kept.question().account().key(), (key, account) -> account.isIdle() ? null : account);
  }

  /** Of all accounts that may be asked about now; null if none may. */
  @Nullable Kept wantedMost(Instant now) {
    return turns.values().stream()
        .filter(account -> account.isOn(now))
        .map(AccountTurns::first)
        .min(AccountTurns.WANTED_MOST)
        .orElse(null);
  }
}
