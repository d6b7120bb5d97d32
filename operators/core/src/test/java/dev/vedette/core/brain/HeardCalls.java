package dev.vedette.core.brain;

import dev.vedette.core.money.LedgerCall;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it is told. Thread-safe. */
final class HeardCalls implements CallObserver {
  final List<String> heard = new CopyOnWriteArrayList<>();

  @Override
  public void dispatched(LedgerCall call) {
    heard.add("dispatched");
  }

  @Override
  public void answered(LedgerCall call, Answer answer) {
    heard.add("answered");
  }

  @Override
  public void unanswered(LedgerCall call, BrainException silence) {
    heard.add(
        "unanswered "
            + silence.reason().wireName()
            + silence.written().map(written -> " for " + written.costMicros()).orElse(""));
  }

  @Override
  public void hedged() {
    heard.add("hedged");
  }

  @Override
  public void hedgeWon() {
    heard.add("hedge won");
  }

  @Override
  public void reused(Answer answer) {
    heard.add("reused");
  }

  @Override
  public void journalFailed(Throwable cause) {
    heard.add("journal failed: " + cause.getMessage());
  }

  @Override
  public void brokeItsContract(Throwable cause) {
    heard.add("broke its contract: " + cause.getMessage());
  }
}
