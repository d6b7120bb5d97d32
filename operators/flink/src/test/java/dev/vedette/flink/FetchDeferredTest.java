package dev.vedette.flink;

import static dev.vedette.flink.DeferredQuestions.deferred;
import static dev.vedette.flink.DeferredQuestions.kept;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.backlog.Kept;
import dev.vedette.core.backlog.Recall;
import dev.vedette.core.brain.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FetchDeferredTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration WITHIN = Duration.ofSeconds(10);

  private final KeptHere store = new KeptHere();
  private final RegisteredMetrics metrics = new RegisteredMetrics();

  @Test
  void whatIsCalledBackComesWithItsPayloadItsRoundAndANewDeadline() throws Exception {
    Kept kept = kept("e-1", 3, 60, 7);
    store.questions.put(7L, deferred("e-1", 3, 60));
    Instant before = Instant.now();

    Question asked = fetched(new Recall(kept, false));

    assertThat(asked.hasPayload()).isTrue();
    assertThat(asked.deferral()).isEqualTo(kept.question().deferral());
    assertThat(asked.deadline()).isBetween(before.plus(PATIENCE), Instant.now().plus(PATIENCE));
    assertThat(metrics.count(MetricNames.DEFERRED_LOST)).isZero();
  }

  @Test
  void whatIsGoneIsCountedAndClosed() throws Exception {
    Question closed = fetched(new Recall(kept("e-1", 3, 60, 7), false));
    assertThat(closed.inferenceId()).isEqualTo(deferred("e-1", 3, 60).inferenceId());
    assertThat(closed.isKept()).isTrue();
    assertThat(closed.deferral().isOver(Instant.now())).isTrue();
    assertThat(metrics.count(MetricNames.DEFERRED_LOST)).isOne();
  }

  @Test
  void whatIsToBeClosedIsNotFetched() throws Exception {
    store.failure = new IllegalStateException("the broker is away");
    Question closed = fetched(new Recall(kept("e-1", 3, 60, 7), true));
    assertThat(closed.hasPayload()).isFalse();
    assertThat(closed.deferral().isOver(Instant.now())).isTrue();
  }

  @Test
  void aStoreThatCannotBeReadEndsTheRoundInVainAndTheJobGoesOn() throws Exception {
    store.failure = new CompletionException(new IllegalStateException("the broker is away"));
    MockEnvironment environment = metrics.environment();
    try (var harness = opened(environment)) {
      harness.processElement(new StreamRecord<>(new Recall(kept("e-1", 3, 60, 7), false)));
      await(harness);
      assertThat(harness.extractOutputValues()).singleElement().satisfies(this::isUnread);
      assertThat(metrics.count(MetricNames.DEFERRED_UNREAD)).isOne();
      assertThat(environment.getActualExternalFailureCause()).isEmpty();

      store.failure = null;
      store.questions.put(7L, deferred("e-1", 3, 60));
      harness.processElement(new StreamRecord<>(new Recall(kept("e-1", 3, 60, 7), false)));
      await(harness);
      assertThat(harness.extractOutputValues().get(1).hasPayload()).isTrue();
    }
  }

  /** The schema registry is waited for longer than a fetch may take. */
  @Test
  void whatTakesTooLongEndsTheRoundInVainOnceWhateverComesLater() throws Exception {
    store.slow = new CompletableFuture<>();
    try (var harness = opened(metrics.environment())) {
      harness.setProcessingTime(0);
      harness.processElement(new StreamRecord<>(new Recall(kept("e-1", 3, 60, 7), false)));
      harness.setProcessingTime(WITHIN.toMillis());
      await(harness);
      store.slow.complete(Optional.empty());
      harness.endInput();
      assertThat(harness.extractOutputValues()).singleElement().satisfies(this::isUnread);
      assertThat(metrics.count(MetricNames.DEFERRED_UNREAD)).isOne();
      assertThat(metrics.count(MetricNames.DEFERRED_LOST)).isZero();
    }
  }

  @Test
  void whatIsGivenUpAtTheEndIsNoneThatCouldNotBeRead() throws Exception {
    store.slow = new CompletableFuture<>();
    try (var harness = opened(metrics.environment())) {
      harness.processElement(new StreamRecord<>(new Recall(kept("e-1", 3, 60, 7), false)));
    }
    store.slow.completeExceptionally(new IllegalStateException("the store is closed"));
    assertThat(metrics.count(MetricNames.DEFERRED_UNREAD)).isZero();
  }

  @Test
  void whatIsWrongWithTheProcessFailsTheTask() throws Exception {
    store.failure = new NoClassDefFoundError("a jar is missing");
    MockEnvironment environment = metrics.environment();
    environment.setExpectedExternalFailureCause(Throwable.class);
    try (var harness = opened(environment)) {
      harness.processElement(new StreamRecord<>(new Recall(kept("e-1", 3, 60, 7), false)));
      assertThat(environment.getActualExternalFailureCause().orElseThrow())
          .hasRootCause(store.failure);
      assertThat(harness.extractOutputValues()).isEmpty();
    }
  }

  private void isUnread(Question question) {
    assertThat(question.stage()).isEqualTo(Question.Stage.UNREAD);
    assertThat(question.hasPayload()).isFalse();
    assertThat(question.deferral()).isEqualTo(deferred("e-1", 3, 60).deferral());
  }

  /** Until what is complete has come out. */
  private static void await(OneInputStreamOperatorTestHarness<Recall, Question> harness)
      throws Exception {
    harness.getTaskMailbox().take(Integer.MIN_VALUE).run();
  }

  private Question fetched(Recall recall) throws Exception {
    try (var harness = opened(metrics.environment())) {
      harness.processElement(new StreamRecord<>(recall));
      harness.endInput();
      List<Question> all = harness.extractOutputValues();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  private OneInputStreamOperatorTestHarness<Recall, Question> opened(MockEnvironment environment)
      throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<Recall, Question>(
            new AsyncWaitOperatorFactory<>(
                new FetchDeferred(store.opener(), PATIENCE),
                WITHIN.toMillis(),
                10,
                AsyncDataStream.OutputMode.UNORDERED),
            TypeInformation.of(Recall.class)
                .createSerializer(new ExecutionConfig().getSerializerConfig()),
            environment);
    harness.open();
    return harness;
  }
}
