package dev.vedette.scenarios;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.EventRules;
import dev.vedette.core.event.Origin;
import dev.vedette.pipeline.wire.Capture;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.EventDecoder;
import dev.vedette.pipeline.wire.EventEncoder;
import dev.vedette.pipeline.wire.ReferenceRoots;
import dev.vedette.pipeline.wire.WireOptions;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to make an event of a record. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH fills the fields in setUp
public class DecodeBenchmark {
  private static final Origin ORIGIN = new Origin("events.camera", 0, 0, Instant.now());

  @Param Input input;

  private EventDecoder decoder;
  private RecordHeaders headers;
  private byte[] value;

  @Setup
  public void setUp() throws Exception {
    Encoded record =
        new EventEncoder(WireOptions.PLAIN, "events.camera", "events.sensor")
            .encode(
                new Capture("event-0000001", "acme", "camera-1", "door", Instant.now()),
                input.picture());
    headers = new RecordHeaders(record.headers());
    value = record.value();
    decoder =
        new EventDecoder(
            EventRules.DEFAULTS,
            null,
            new ReferenceRoots(List.of()),
            (uri, limit) -> {
              throw new IOException("no pictures by reference here");
            },
            InstantSource.system());
  }

  @Benchmark
  public Arrival decode() throws IOException {
    return decoder.decode(ORIGIN, headers, value);
  }
}
