package dev.vedette.flink;

import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.Brain;
import dev.vedette.core.brain.Question;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers when the test says so. */
final class SlowBrain implements Brain {
  final Queue<CompletableFuture<Answer>> pending = new ConcurrentLinkedQueue<>();
  final Queue<String> requestIds = new ConcurrentLinkedQueue<>();
  final Queue<RuntimeException> onClose = new ConcurrentLinkedQueue<>();
  final AtomicInteger closed = new AtomicInteger();
  Optional<LocalDate> pricesAsOf = Optional.empty();

  @Override
  public CompletionStage<Answer> ask(Question question, String requestId, Duration timeLeft) {
    var answer = new CompletableFuture<Answer>();
    pending.add(answer);
    requestIds.add(requestId);
    return answer;
  }

  @Override
  public long worstCaseMicros(Question question) {
    return 9;
  }

  @Override
  public long mostMicros(Question question) {
    return 9;
  }

  @Override
  public String provider() {
    return "simulated";
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
  public Optional<LocalDate> pricesAsOf() {
    return pricesAsOf;
  }

  @Override
  public void close() {
    closed.incrementAndGet();
    if (!onClose.isEmpty()) {
      throw onClose.remove();
    }
  }
}
