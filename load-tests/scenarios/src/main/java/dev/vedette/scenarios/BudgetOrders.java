package dev.vedette.scenarios;

import dev.vedette.core.budget.BudgetPeriod;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.Node;
import dev.vedette.core.control.BudgetOrder;
import dev.vedette.pipeline.wire.OrderCodec;
import dev.vedette.pipeline.wire.WireOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Tells a running job what each tenant may spend. */
public final class BudgetOrders implements AutoCloseable {
  private static final String TOPIC = "control";

  private final OrderCodec codec = new OrderCodec(WireOptions.PLAIN, TOPIC);
  private final KafkaProducer<byte[], byte[]> producer;

  public BudgetOrders(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** A hard limit, which takes the place of an earlier one of its name. */
  public void give(String name, BudgetPeriod period, long micros) throws Exception {
    var limit =
        new Limit(
            name,
            Node.ANY,
            Node.ANY,
            Node.ANY,
            Node.ANY,
            period,
            micros,
            true,
            Limit.USUAL_WARNINGS,
            Map.of());
    var order = new BudgetOrder(limit, Instant.now(), "");
    var encoded = codec.encode(order);
    producer
        .send(
            new ProducerRecord<>(
                TOPIC,
                null,
                order.key().getBytes(StandardCharsets.UTF_8),
                encoded.value(),
                encoded.headers()))
        .get();
  }

  @Override
  public void close() {
    producer.close();
  }
}
