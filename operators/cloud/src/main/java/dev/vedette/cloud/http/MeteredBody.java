package dev.vedette.cloud.http;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A request's body that knows how much of it was handed to the network, and that can be withheld as
 * long as nothing was.
 *
 * <p>This is what tells a call that cannot be on the bill from one that may be: without its body no
 * provider can have worked on a request. Either the first byte is handed over or the body is
 * withheld for good, never both; and it is handed over once, whatever the HTTP client is set up to
 * send again by itself.
 */
final class MeteredBody implements BodyPublisher {
  private static final long WITHHELD = -1;

  private final BodyPublisher whole;
  private final LongSupplier nanos;
  private final AtomicLong handedOver = new AtomicLong();
  private volatile long startedNanos;

  MeteredBody(byte[] bytes, LongSupplier nanos) {
    this.whole = BodyPublishers.ofByteArray(bytes);
    this.nanos = nanos;
    this.startedNanos = nanos.getAsLong();
  }

  /** Withholds the body if none of it has left; otherwise says how many bytes may have. */
  long withhold() {
    return Math.max(0, handedOver.getAndUpdate(bytes -> bytes == 0 ? WITHHELD : bytes));
  }

  /** When the first byte was handed over. */
  long startedNanos() {
    return startedNanos;
  }

  @Override
  public long contentLength() {
    return whole.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> network) {
    whole.subscribe(new Meter(network));
  }

  private boolean handOver(int bytes) {
    long before =
        handedOver.getAndUpdate(
            sum -> sum == WITHHELD ? sum : Math.min(sum + bytes, contentLength()));
    if (before == 0) {
      startedNanos = nanos.getAsLong();
    }
    return before != WITHHELD;
  }

  private final class Meter implements Flow.Subscriber<ByteBuffer> {
    private final Flow.Subscriber<? super ByteBuffer> network;
    private final boolean again = handedOver.get() != 0;
    private Flow.Subscription subscription = Unsubscribed.INSTANCE;

    Meter(Flow.Subscriber<? super ByteBuffer> network) {
      this.network = network;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      this.subscription = subscription;
      network.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer bytes) {
      if (!again && handOver(bytes.remaining())) {
        network.onNext(bytes);
      } else {
        subscription.cancel();
        network.onError(new IOException("the body is withheld: given up, or sent before"));
      }
    }

    @Override
    public void onError(Throwable failure) {
      network.onError(failure);
    }

    @Override
    public void onComplete() {
      network.onComplete();
    }
  }
}
