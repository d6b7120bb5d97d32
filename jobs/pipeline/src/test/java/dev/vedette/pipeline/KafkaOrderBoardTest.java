package dev.vedette.pipeline;

import static dev.vedette.pipeline.GivenOrders.budget;
import static dev.vedette.pipeline.GivenOrders.order;
import static dev.vedette.pipeline.GivenOrders.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.control.Mode;
import dev.vedette.core.control.Order;
import dev.vedette.core.control.Orders;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KafkaOrderBoardTest {
  private static final TopicPartition PLACE = new TopicPartition("control", 0);
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final Order EDGE = order("acme", "*", Mode.EDGE);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

  @BeforeEach
  void describe() {
    var node = new Node(0, "127.0.0.1", 1);
    consumer.updatePartitions(
        "control",
        List.of(new PartitionInfo("control", 0, node, new Node[] {node}, new Node[] {node})));
    consumer.updateBeginningOffsets(Map.of(PLACE, 0L));
    consumer.updateEndOffsets(Map.of(PLACE, 0L));
  }

  @Test
  void whoeverLooksSeesWhatTheTopicHeldBefore() throws Exception {
    consumer.updateEndOffsets(Map.of(PLACE, 1L));
    arrives(record(0, EDGE));
    try (var board = open()) {
      assertThat(board.orders()).isEqualTo(Orders.NONE.with(EDGE));
    }
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void withoutAnyOrderItIsOpenAtOnce() throws Exception {
    try (var board = open()) {
      assertThat(board.orders()).isEqualTo(Orders.NONE);
    }
  }

  @Test
  void anOrderThatComesLaterIsSeen() throws Exception {
    try (var board = open()) {
      arrives(record(0, EDGE));
      Awaiting.until("the order", board::orders, orders -> !orders.all().isEmpty());
      assertThat(board.orders().all()).containsExactly(EDGE);
    }
  }

  @Test
  void aBudgetThatComesLaterIsSeenAndMeetsNoOrder() throws Exception {
    consumer.updateEndOffsets(Map.of(PLACE, 1L));
    arrives(record(0, EDGE));
    try (var board = open()) {
      arrives(record(1, budget("all", 25)));
      Awaiting.until("the budget", board::orders, orders -> !orders.limits().all().isEmpty());
      assertThat(board.orders().limits().all()).containsExactly(budget("all", 25).limit());
      assertThat(board.orders().all()).containsExactly(EDGE);
    }
  }

  @Test
  void whereTheBrokerIsAwayForAWhileTheOrdersStayAndReadingGoesOn() throws Exception {
    consumer.updateEndOffsets(Map.of(PLACE, 1L));
    arrives(record(0, EDGE));
    try (var board = open()) {
      consumer.setPollException(new KafkaException("no broker"));
      assertThat(board.orders().all()).containsExactly(EDGE);
      arrives(record(1, order("other", "*", Mode.CLOUD)));
      Awaiting.until("the second order", board::orders, orders -> orders.all().size() == 2);
    }
  }

  /** By which an event is judged that was read by a run before. */
  @Test
  void ordersThatWereInForceBeforeAreRememberedWithTheirTimes() throws Exception {
    consumer.updateEndOffsets(Map.of(PLACE, 2L));
    arrives(record(0, order("acme", "*", Mode.CLOUD), NOW.minusSeconds(600)));
    arrives(record(1, order("acme", "*", Mode.HYBRID), NOW.minusSeconds(60)));
    try (var board = open()) {
      assertThat(board.orders().all()).containsExactly(order("acme", "*", Mode.HYBRID));
      assertThat(isForTheCloud(board, NOW.minusSeconds(61))).isTrue();
      assertThat(isForTheCloud(board, NOW.minusSeconds(1))).isFalse();
      assertThat(isForTheCloud(board, NOW.plusSeconds(1))).isFalse();
    }
  }

  private static boolean isForTheCloud(KafkaOrderBoard board, Instant appendedAt) {
    return board.log().isForTheCloud("acme", "door", appendedAt, NOW.plusSeconds(1));
  }

  @Test
  void whatIsNoOrderIsLeftOut() throws Exception {
    consumer.updateEndOffsets(Map.of(PLACE, 2L));
    consumer.schedulePollTask(
        () -> {
          consumer.addRecord(record(0, "acme/*", new byte[] {1, 2, 3}));
          consumer.addRecord(record(1, EDGE));
        });
    try (var board = open()) {
      assertThat(board.orders().all()).containsExactly(EDGE);
    }
  }

  @Test
  void withoutTheTopicOrTheBrokerNothingIsOpen() {
    assertThatThrownBy(
            () ->
                KafkaOrderBoard.open(
                    "another", GivenOrders.CODEC, () -> consumer, Duration.ofSeconds(30), CLOCK))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no topic another")
        .hasMessageContaining("vedette topics create");
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void aTopicThatIsNotReadInTimeIsSaidToBeSo() {
    consumer.updateEndOffsets(Map.of(PLACE, 1L));
    assertThatThrownBy(
            () ->
                KafkaOrderBoard.open(
                    "control", GivenOrders.CODEC, () -> consumer, Duration.ofMillis(50), CLOCK))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot read the orders in control");
    assertThat(consumer.closed()).isTrue();
  }

  private KafkaOrderBoard open() throws IOException {
    return KafkaOrderBoard.open(
        "control", GivenOrders.CODEC, () -> consumer, Duration.ofSeconds(30), CLOCK);
  }

  private void arrives(ConsumerRecord<byte[], byte[]> record) {
    consumer.schedulePollTask(() -> consumer.addRecord(record));
  }
}
