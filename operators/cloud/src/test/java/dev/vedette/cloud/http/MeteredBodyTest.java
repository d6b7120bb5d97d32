package dev.vedette.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class MeteredBodyTest {
  private long nanos = 5;
  private final MeteredBody body = new MeteredBody(new byte[100_000], () -> nanos);

  @Test
  void aBodyIsHandedOverWholeAndCounted() {
    var network = new Network(Long.MAX_VALUE);
    nanos = 7;
    body.subscribe(network);
    assertThat(network.bytes).isEqualTo(100_000);
    assertThat(network.complete).isTrue();
    assertThat(body.withhold()).isEqualTo(100_000);
    assertThat(body.startedNanos()).isEqualTo(7);
  }

  @Test
  void onlyWhatWasHandedOverCounts() {
    var network = new Network(1);
    body.subscribe(network);
    assertThat(body.withhold()).isEqualTo(network.bytes).isBetween(1L, 99_999L);
  }

  @Test
  void aWithheldBodyNeverLeaves() {
    assertThat(body.withhold()).isZero();
    var network = new Network(Long.MAX_VALUE);
    body.subscribe(network);
    assertThat(network.bytes).isZero();
    assertThat(network.failure).isInstanceOf(IOException.class);
    assertThat(network.complete).isFalse();
    assertThat(body.withhold()).isZero();
  }

  @Test
  void aBodyThatWasTouchedIsNotHandedOverAgain() {
    body.subscribe(new Network(1));
    var second = new Network(Long.MAX_VALUE);
    body.subscribe(second);
    assertThat(second.bytes).isZero();
    assertThat(second.failure).isInstanceOf(IOException.class);
  }

  @Test
  void aBodyThatNobodyTouchedMayBeAskedForAgain() {
    body.subscribe(new Network(0));
    var second = new Network(Long.MAX_VALUE);
    body.subscribe(second);
    assertThat(second.bytes).isEqualTo(100_000);
  }

  private static final class Network implements Flow.Subscriber<ByteBuffer> {
    private final long demand;
    private long bytes;
    private boolean complete;
    private Throwable failure;

    Network(long demand) {
      this.demand = demand;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      if (demand > 0) {
        subscription.request(demand);
      }
    }

    @Override
    public void onNext(ByteBuffer buffer) {
      bytes += buffer.remaining();
    }

    @Override
    public void onError(Throwable thrown) {
      failure = thrown;
    }

    @Override
    public void onComplete() {
      complete = true;
    }
  }
}
