package dev.vedette.core.brain;

import dev.vedette.core.Examples;
import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers when the test says so. Thread-safe. */
final class FakeBrain implements Brain {
  static final long WORST_CASE_MICROS = 9_000;

  /** What showing the model its own words costs at most, beside. */
  static final long REPAIR_MICROS = 500;

  /** A call that is still open. */
  record Call(
      Question question, String requestId, Duration timeLeft, CompletableFuture<Answer> outcome) {
    void fail(Reason reason, BrainException.Billing billing) {
      outcome.completeExceptionally(new BrainException(reason, billing, 10, "no answer", null));
    }

    /** The model writes something, but no answer. */
    void writeElse(String text, long costMicros) {
      outcome.completeExceptionally(
          BrainException.useless(Examples.useless(text, costMicros), "no such object"));
    }

    /** Fails through no fault of the question's, and not only for now. */
    void failFor(BrainException.Blame blame) {
      outcome.completeExceptionally(
          new BrainException(Reason.ERROR, BrainException.Billing.NOT_BILLED, 10, "no answer", null)
              .blamedOn(blame));
    }

    /** Fails so that asking again may help. */
    void failForNow(Reason reason, BrainException.Billing billing, Duration wait) {
      outcome.completeExceptionally(
          new BrainException(reason, billing, 10, "no answer", null)
              .blamedOn(
                  reason == Reason.RATE_LIMITED
                      ? BrainException.Blame.LOAD
                      : BrainException.Blame.ROAD)
              .thatPassesAfter(wait));
    }
  }

  final Deque<Call> calls = new ConcurrentLinkedDeque<>();
  final List<String> requestIds = new CopyOnWriteArrayList<>();

  /** Happens while it is being asked. */
  Runnable meanwhile = () -> {};

  private final String provider;

  FakeBrain() {
    this("simulated");
  }

  FakeBrain(String provider) {
    this.provider = provider;
  }

  @Override
  public CompletionStage<Answer> ask(Question question, String requestId, Duration timeLeft) {
    var call = new Call(question, requestId, timeLeft, new CompletableFuture<>());
    calls.add(call);
    requestIds.add(requestId);
    meanwhile.run();
    return call.outcome();
  }

  @Override
  public long worstCaseMicros(Question question) {
    return question.useless() == null ? WORST_CASE_MICROS : WORST_CASE_MICROS + REPAIR_MICROS;
  }

  @Override
  public long mostMicros(Question question) {
    return WORST_CASE_MICROS + REPAIR_MICROS;
  }

  @Override
  public String provider() {
    return provider;
  }

  @Override
  public String model() {
    return "model-1";
  }

  @Override
  public String priceVersion() {
    return "p-1";
  }

  @Override
  public void close() {}
}
