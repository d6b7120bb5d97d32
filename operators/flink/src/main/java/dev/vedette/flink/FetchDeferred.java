package dev.vedette.flink;

import dev.vedette.core.backlog.DeferredStore;
import dev.vedette.core.backlog.Kept;
import dev.vedette.core.backlog.Recall;
import dev.vedette.core.brain.Question;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the questions that are recalled from where they are kept, and gives them a new deadline;
 * what is to be closed needs no fetching. Where they cannot be read the job starts again, as for
 * any other topic.
 */
@SuppressWarnings("NullAway.Init") // Flink fills the transient fields in open
public final class FetchDeferred extends RichAsyncFunction<Recall, Question> {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(FetchDeferred.class);

  private final DeferredStoreOpener stores;
  private final Duration patience;

  private transient DeferredStore store;
  private transient InstantSource clock;
  private transient Counter lost;
  private transient RateLimitedLog warnings;

  /**
   * @param patience for an answer, from the recall on
   */
  public FetchDeferred(DeferredStoreOpener stores, Duration patience) {
    this.stores = stores;
    this.patience = patience;
  }

  @Override
  public void open(OpenContext context) {
    clock = InstantSource.system();
    warnings = new RateLimitedLog(LOG, System::nanoTime);
    lost =
        getRuntimeContext()
            .getMetricGroup()
            .addGroup(MetricNames.GROUP)
            .counter(MetricNames.DEFERRED_LOST, new ThreadSafeSimpleCounter());
    store = stores.open();
  }

  @Override
  public void asyncInvoke(Recall recall, ResultFuture<Question> result) {
    Kept kept = recall.kept();
    if (recall.close()) {
      result.complete(List.of(kept.question().closing(clock.instant())));
      return;
    }
    store
        .fetch(kept)
        .whenComplete(
            (question, failure) -> {
              if (failure == null) {
                result.complete(List.of(fetched(kept, question)));
              } else {
                result.completeExceptionally(failure);
              }
            });
  }

  private Question fetched(Kept kept, Optional<Question> question) {
    Instant now = clock.instant();
    if (question.isPresent()) {
      return question.get().askedAgain(kept.question(), now.plus(patience));
    }
    lost.inc();
    warnings.warn(
        "lost",
        "The deferred question {} is gone from partition {}, offset {}, before it could be asked"
            + " again; the edge's answer stands. Keep the topic's retention above"
            + " vedette.deferred.max-age.",
        kept.inferenceId(),
        kept.partition(),
        kept.offset());
    return kept.question().closing(now);
  }

  @Override
  public void close() {
    if (store != null) {
      store.close();
    }
  }
}
