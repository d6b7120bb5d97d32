package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.EventRules;
import dev.vedette.core.event.Origin;
import dev.vedette.pipeline.wire.EventDecoder;
import dev.vedette.pipeline.wire.ReferenceRoots;
import java.io.FileNotFoundException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ArrivalDeserializerTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Instant EARLIER = NOW.minusSeconds(60);
  private static final Instant LATER = NOW.plusSeconds(60);

  @Test
  void aRecordIsKnownByWhereItStood() throws Exception {
    assertThat(read(EARLIER.toEpochMilli(), TimestampType.CREATE_TIME))
        .isEqualTo(new Origin("events.camera", 3, 41, EARLIER));
  }

  @Test
  void theBrokersTimeIsTakenAsItIs() throws Exception {
    assertThat(appendedAt(EARLIER.toEpochMilli(), TimestampType.LOG_APPEND_TIME))
        .isEqualTo(EARLIER);
    assertThat(appendedAt(LATER.toEpochMilli(), TimestampType.LOG_APPEND_TIME)).isEqualTo(LATER);
  }

  @Test
  void aProducersTimeIsNotLaterThanNow() throws Exception {
    assertThat(appendedAt(LATER.toEpochMilli(), TimestampType.CREATE_TIME)).isEqualTo(NOW);
    assertThat(appendedAt(EARLIER.toEpochMilli(), TimestampType.CREATE_TIME)).isEqualTo(EARLIER);
  }

  @Test
  void aRecordWithoutATimeWasAppendedNow() throws Exception {
    assertThat(appendedAt(ConsumerRecord.NO_TIMESTAMP, TimestampType.NO_TIMESTAMP_TYPE))
        .isEqualTo(NOW);
    assertThat(appendedAt(ConsumerRecord.NO_TIMESTAMP, TimestampType.CREATE_TIME)).isEqualTo(NOW);
  }

  private static Instant appendedAt(long timestamp, TimestampType type) throws Exception {
    return read(timestamp, type).appendedAt();
  }

  private static Origin read(long timestamp, TimestampType type) throws Exception {
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    var decoder =
        new EventDecoder(
            EventRules.DEFAULTS,
            null,
            ReferenceRoots.NONE,
            (uri, maxBytes) -> {
              throw new FileNotFoundException(uri.toString());
            },
            clock);
    List<Arrival> arrivals = new ArrayList<>();
    new ArrivalDeserializer(decoder, clock)
        .deserialize(
            new ConsumerRecord<>(
                "events.camera",
                3,
                41,
                timestamp,
                type,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty()),
            new ListCollector<>(arrivals));
    assertThat(arrivals).hasSize(1);
    return arrivals.get(0).origin();
  }
}
