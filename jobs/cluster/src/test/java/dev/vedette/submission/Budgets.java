package dev.vedette.submission;

import dev.vedette.core.budget.BudgetPeriod;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.Node;
import dev.vedette.core.control.BudgetOrder;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.OrderCodec;
import dev.vedette.pipeline.wire.WireOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Orders what may be spent. */
final class Budgets {
  private static final String TOPIC = "control";
  private static final BudgetPeriod DAY =
      new BudgetPeriod(BudgetPeriod.Length.DAY, true, ZoneOffset.UTC);

  private Budgets() {}

  /** A hard limit for everybody together, in the last 24 hours at any time. */
  static void order(String bootstrap, long micros) throws Exception {
    var limit =
        new Limit(
            "day",
            Node.ANY,
            Node.ANY,
            Node.ANY,
            Node.ANY,
            DAY,
            micros,
            true,
            Limit.USUAL_WARNINGS,
            Map.of());
    var order = new BudgetOrder(limit, Instant.now(), "");
    Encoded record = new OrderCodec(WireOptions.PLAIN, TOPIC).encode(order);
    byte[] key = order.key().getBytes(StandardCharsets.UTF_8);
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrap, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, null, key, record.value(), record.headers())).get();
    }
  }
}
