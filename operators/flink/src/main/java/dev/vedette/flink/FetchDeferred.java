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
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the questions that are recalled from where they are kept, and gives them a new deadline;
 * what is to be closed needs no fetching.
 *
 * <p>That one cannot be read, because the broker or the schema registry is away, says nothing of it
 * and has hours: its round ends in vain, and it is recalled again. The job goes on.
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
  private transient Counter unread;

  /** Who waits for a question. */
  private transient Set<ResultFuture<Question>> open;

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
    open = ConcurrentHashMap.newKeySet();
    MetricGroup group = getRuntimeContext().getMetricGroup().addGroup(MetricNames.GROUP);
    lost = group.counter(MetricNames.DEFERRED_LOST, new ThreadSafeSimpleCounter());
    unread = group.counter(MetricNames.DEFERRED_UNREAD, new ThreadSafeSimpleCounter());
    store = stores.open();
  }

  @Override
  public void asyncInvoke(Recall recall, ResultFuture<Question> result) {
    Kept kept = recall.kept();
    if (recall.close()) {
      result.complete(List.of(kept.question().closing(clock.instant())));
      return;
    }
    open.add(result);
    store
        .fetch(kept)
        .whenComplete(
            (question, failure) -> {
              if (!open.remove(result)) {
                return; // it took too long, or the operator was closed meanwhile
              }
              Throwable cause =
                  failure instanceof CompletionException ? failure.getCause() : failure;
              if (cause == null) {
                result.complete(List.of(fetched(kept, question)));
              } else if (cause instanceof Error) {
                result.completeExceptionally(cause);
              } else {
                result.complete(List.of(unread(kept, cause.toString())));
              }
            });
  }

  @Override
  public void timeout(Recall recall, ResultFuture<Question> result) {
    if (open.remove(result)) {
      result.complete(List.of(unread(recall.kept(), "it takes too long")));
    }
  }

  private Question unread(Kept kept, String why) {
    unread.inc();
    warnings.warn(
        "unread",
        "The deferred question {} cannot be read from partition {}, offset {}: {}. It waits for its"
            + " next turn, and the edge's answer stands until then. If this stays, look at the"
            + " broker, at the schema registry and at the rights on the topic of deferred"
            + " questions.",
        kept.inferenceId(),
        kept.partition(),
        kept.offset(),
        why);
    return kept.question().unread(clock.instant());
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
    if (open != null) {
      open.clear();
    }
    if (store != null) {
      store.close();
    }
  }
}
