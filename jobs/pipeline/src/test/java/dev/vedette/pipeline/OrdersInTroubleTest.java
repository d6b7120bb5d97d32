package dev.vedette.pipeline;

import static dev.vedette.pipeline.GivenOrders.order;
import static dev.vedette.pipeline.GivenOrders.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.control.Mode;
import dev.vedette.core.control.Order;
import dev.vedette.pipeline.wire.FakeRegistry;
import dev.vedette.pipeline.wire.OrderCodec;
import dev.vedette.pipeline.wire.WireOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Orders that cannot be read for a while are not lost, and their age tells. */
@Timeout(120)
class OrdersInTroubleTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final Order FIRST = order("acme", "*", Mode.EDGE);
  private static final Order SECOND = order("other", "*", Mode.EDGE);
  private static final Order REPLACED = order("acme", "*", Mode.CLOUD);

  private final LastingTopic topic = new LastingTopic("control", 2);
  private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);

  @Test
  void whileAllIsReadItIsKnownThatNothingNewerWasOrdered() throws Exception {
    try (var board = open(GivenOrders.CODEC)) {
      assertThat(board.knownAt()).isEqualTo(NOW);
      Instant later = pass(Duration.ofMinutes(1));
      Awaiting.until("a look", board::knownAt, later::equals);
    }
  }

  /** It looks like a topic to which nobody writes. */
  @Test
  void whereTheBrokerIsAwayTheirAgeGrowsUntilItIsBack() throws Exception {
    try (var board = open(GivenOrders.CODEC)) {
      topic.isAway = true;
      pass(Duration.ofMinutes(1));
      topic.append(List.of(record(0, FIRST)));
      Awaiting.until("an order", board::orders, orders -> !orders.all().isEmpty());
      assertThat(board.knownAt()).isEqualTo(NOW);

      topic.isAway = false;
      Awaiting.until("a look", board::knownAt, NOW.plusSeconds(60)::equals);
    }
  }

  @Test
  void whereTheReaderHasEndedTheirAgeGrowsAndThoseReadBeforeStayInForce() throws Exception {
    topic.append(List.of(record(0, FIRST)));
    try (var board = open(GivenOrders.CODEC)) {
      topic.isBroken = true;
      pass(Duration.ofMinutes(1));
      Awaiting.until("the end", topic::closed, closed -> closed);
      assertThat(board.knownAt()).isEqualTo(NOW);
      assertThat(board.orders().all()).containsExactly(FIRST);
    }
  }

  @Test
  void ordersThatWaitForTheRegistryComeWithAllBehindThemOnceItAnswers() throws Exception {
    try (var registry = new FakeRegistry();
        var board = open(codec(registry.confluent()))) {
      var producer = codec(registry.confluent());
      var records =
          List.of(
              record(0, 0, FIRST, NOW, producer),
              record(0, 1, REPLACED, NOW, producer),
              record(1, 0, SECOND, NOW, producer));
      registry.answer(503, "away");
      int asked = registry.requests.size();
      topic.append(records);
      pass(Duration.ofMinutes(1));
      Awaiting.until(
          "both partitions wait", registry.requests::size, requests -> requests >= asked + 4);
      assertThat(board.orders().all()).isEmpty();
      assertThat(board.knownAt()).isEqualTo(NOW);

      registry.answer(200, "");
      Awaiting.until("all orders", board::orders, orders -> orders.all().size() == 2);
      Awaiting.until("a look", board::knownAt, NOW.plusSeconds(60)::equals);
      assertThat(board.orders().all()).containsExactlyInAnyOrder(REPLACED, SECOND);
    }
  }

  /** One schema is known already, so only orders of another writer wait. */
  @Test
  void anOrderInAnotherPartitionDoesNotWaitForOneThatCannotBeRead() throws Exception {
    try (var registry = new FakeRegistry();
        var board = open(codec(registry.confluent()))) {
      var waiting = record(0, 0, FIRST, NOW, codec(registry.confluent()));
      registry.answer(503, "away");
      topic.append(List.of(waiting, record(1, 0, SECOND, NOW, GivenOrders.CODEC)));
      Awaiting.until("the one with its schema", board::orders, o -> !o.all().isEmpty());
      assertThat(board.orders().all()).containsExactly(SECOND);

      registry.answer(200, "");
      Awaiting.until("the other", board::orders, orders -> orders.all().size() == 2);
    }
  }

  private Instant pass(Duration time) {
    return clock.updateAndGet(now -> now.plus(time));
  }

  private static OrderCodec codec(WireOptions options) {
    return new OrderCodec(options, "control");
  }

  private KafkaOrderBoard open(OrderCodec codec) throws IOException {
    return KafkaOrderBoard.open("control", codec, () -> topic, Duration.ofSeconds(30), clock::get);
  }
}
