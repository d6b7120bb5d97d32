package dev.vedette.cloud.http;

import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.verdict.Reason;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One call: the answer, a failure, the deadline and the end of the caller race, the first of them
 * decides, and whatever is then still under way is cancelled.
 */
final class Exchange {
  private final MeteredBody body;
  private final Peer peer;
  private final LongSupplier nanos;
  private final CompletableFuture<Reply> decision = new CompletableFuture<>();
  private volatile @Nullable CompletableFuture<HttpResponse<byte[]>> call;

  Exchange(MeteredBody body, Peer peer, LongSupplier nanos) {
    this.body = body;
    this.peer = peer;
    this.nanos = nanos;
  }

  CompletionStage<Reply> decision() {
    return decision;
  }

  void began(CompletableFuture<HttpResponse<byte[]>> call) {
    this.call = call;
    var unused = call.whenComplete(this::ended);
    if (decision.isDone()) {
      call.cancel(true);
    }
  }

  /** Fails for what will not pass by itself. */
  void giveUp(Reason reason, Blame blame, String message, @Nullable Throwable cause) {
    decision.completeExceptionally(failure(reason, message, cause).blamedOn(blame));
    cancel();
  }

  /** Fails for what may pass: another call may be answered. */
  void giveUpForNow(Reason reason, String message, @Nullable Throwable cause) {
    decision.completeExceptionally(
        failure(reason, message, cause)
            .blamedOn(reason == Reason.TIMEOUT ? Blame.LOAD : Blame.ROAD)
            .thatPassesAfter(Duration.ZERO));
    cancel();
  }

  private BrainException failure(Reason reason, String message, @Nullable Throwable cause) {
    long sentBytes = body.withhold();
    return new BrainException(
        reason, sentBytes == 0 ? Billing.NOT_BILLED : Billing.UNKNOWN, sentBytes, message, cause);
  }

  private void cancel() {
    CompletableFuture<HttpResponse<byte[]>> underWay = call;
    if (underWay != null) {
      underWay.cancel(true);
    }
  }

  private void ended(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
    if (response != null && peer.isByTheProxy(response.statusCode())) {
      peer.notLetThrough(response.statusCode(), this);
    } else if (response != null) {
      decision.complete(
          new Reply(
              response.statusCode(),
              response.headers(),
              response.body(),
              Math.max(0, nanos.getAsLong() - body.startedNanos()) / 1_000,
              body.withhold()));
    } else if (failure != null) {
      peer.failed(failure, this);
    }
  }
}
