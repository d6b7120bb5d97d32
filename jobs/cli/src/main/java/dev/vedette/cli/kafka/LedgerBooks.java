package dev.vedette.cli.kafka;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.money.LedgerLine.Entry;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.Topics;
import dev.vedette.pipeline.wire.LedgerCodec;
import dev.vedette.pipeline.wire.UnreadableRecordException;
import dev.vedette.pipeline.wire.WireOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the ledger topic adds up to. A line that stands there twice counts once.
 *
 * @param calls dispatched
 * @param settled of those, by the label that they asked about
 * @param unsettledMicros the worst case of those that may have been billed all the same
 */
public record LedgerBooks(long calls, Map<String, Settled> settled, long unsettledMicros) {

  /** Calls that were answered, usefully or not, and what they cost. */
  public record Settled(long calls, long micros) {
    Settled plus(Settled other) {
      return new Settled(calls + other.calls, micros + other.micros);
    }
  }

  public LedgerBooks {
    settled = Map.copyOf(settled);
  }

  /** What the settled ones cost. */
  public long costMicros() {
    return settled.values().stream().mapToLong(Settled::micros).sum();
  }

  /**
   * What so many more calls about a label would cost at the mean price of those that were settled,
   * rounded to the nearest micro-dollar; 0 for a label without any, of which nothing is known.
   */
  public long priceMicros(String label, long more) {
    Settled known = settled.get(label);
    return known == null
        ? 0
        : BigDecimal.valueOf(more)
            .multiply(BigDecimal.valueOf(known.micros()))
            .divide(BigDecimal.valueOf(known.calls()), 0, RoundingMode.HALF_UP)
            .longValueExact();
  }

  /** Reads the topic from its beginning to what is its end now. */
  public static LedgerBooks read(ReadableConfig config)
      throws IOException, InvalidConfigurationException, FailedCommandException {
    String topic = Topics.of(config).ledger();
    var fold = new Fold();
    var codec = new LedgerCodec(WireOptions.PLAIN, topic);
    try (TopicReader reader = TopicReader.open(config, topic)) {
      for (ConsumerRecord<byte[], byte[]> record : reader.toTheEnd()) {
        fold.add(codec.decode(record.headers(), record.value()));
      }
    } catch (UnreadableRecordException e) {
      throw new IOException("%s holds what is no ledger line: %s".formatted(topic, e), e);
    }
    return fold.books();
  }

  /** What all these lines add up to. */
  static LedgerBooks of(List<LedgerLine> lines) {
    var fold = new Fold();
    lines.forEach(fold::add);
    return fold.books();
  }

  /** The last word on each call. */
  private static final class Fold {
    private final Map<String, LedgerLine> dispatched = new HashMap<>();
    private final Map<String, LedgerLine> settled = new HashMap<>();
    private final Map<String, LedgerLine> released = new HashMap<>();

    void add(LedgerLine line) {
      LedgerCall call = line.call();
      if (call == null) {
        return;
      }
      if (line.entry() == Entry.DISPATCHED) {
        dispatched.put(call.requestId(), line);
      } else if (line.entry() == Entry.SETTLED) {
        settled.put(call.requestId(), line);
      } else if (line.entry() == Entry.RELEASED) {
        released.put(call.requestId(), line);
      }
    }

    LedgerBooks books() {
      long open =
          dispatched.entrySet().stream()
              .filter(call -> !settled.containsKey(call.getKey()))
              .filter(call -> !released.containsKey(call.getKey()))
              .mapToLong(call -> call.getValue().micros())
              .sum();
      Map<String, Settled> byLabel = new HashMap<>();
      for (LedgerLine line : settled.values()) {
        String label = Objects.requireNonNull(line.call()).label();
        byLabel.merge(label, new Settled(1, line.micros()), Settled::plus);
      }
      return new LedgerBooks(dispatched.size(), byLabel, open);
    }
  }
}
