package dev.vedette.core.backlog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions that were recalled and of which nothing has been heard since. */
final class UnderWay {
  /** In the order in which they were recalled. */
  private final Map<String, Away> away = new LinkedHashMap<>();

  private final Ages ages = new Ages();
  private final Accounts accounts;
  private int asked;

  UnderWay(Accounts accounts) {
    this.accounts = accounts;
  }

  /**
   * One that was recalled.
   *
   * @param close not to be asked
   * @param inDoubt recalled before a restart
   * @param saidToHaveEnded by a line from before the restart
   */
  record Away(Kept kept, Instant since, boolean close, boolean inDoubt, boolean saidToHaveEnded) {
    /** Whether an answer may come of it. */
    boolean isAwaited() {
      return !close && !saidToHaveEnded;
    }
  }

  void leave(Recall recall, Instant now, boolean inDoubt) {
    Kept kept = recall.kept();
    put(new Away(kept, now, recall.close(), inDoubt, false));
    if (!recall.close()) {
      asked++;
      accounts.of(kept).left();
    }
  }

  void comeBack(String inferenceId) {
    Away back = away.remove(inferenceId);
    if (back == null) {
      return;
    }
    forgetAge(back);
    if (!back.close()) {
      asked--;
      accounts.of(back.kept()).cameBack();
    }
  }

  @Nullable Away get(String inferenceId) {
    return away.get(inferenceId);
  }

  /** What was known of it was older. */
  void isKnownAs(Away known, Kept newer) {
    put(new Away(newer, known.since(), known.close(), known.inDoubt(), false));
  }

  void isSaidToHaveEnded(Away known) {
    put(new Away(known.kept(), known.since(), known.close(), known.inDoubt(), true));
  }

  private void put(Away one) {
    Away before = away.put(one.kept().inferenceId(), one);
    if (before != null) {
      forgetAge(before);
    }
    if (one.isAwaited()) {
      ages.add(one.kept());
    }
  }

  private void forgetAge(Away one) {
    if (one.isAwaited()) {
      ages.remove(one.kept());
    }
  }

  /** When the gate judged the oldest of those of which an answer may come. */
  Optional<Instant> oldest() {
    return ages.oldest();
  }

  List<Away> longerThan(Duration most, Instant now) {
    List<Away> overdue = new ArrayList<>();
    for (Away one : away.values()) {
      if (now.isBefore(one.since().plus(most))) {
        break;
      }
      overdue.add(one);
    }
    return overdue;
  }

  Collection<Away> all() {
    return away.values();
  }

  int size() {
    return away.size();
  }

  /** Those of them that were to be asked. */
  int asked() {
    return asked;
  }
}
