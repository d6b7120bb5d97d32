package dev.vedette.scenarios;

import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.gate.Judgement;
import dev.vedette.flink.JudgedType;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
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

/** What it costs to write a rejected event for the next task, and to read it there. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH fills the fields in setUp
public class TravelBenchmark {
  @Param Writer writer;

  private final DataOutputSerializer out = new DataOutputSerializer(512);
  private final DataInputDeserializer in = new DataInputDeserializer();
  private Judged judged;
  private TypeSerializer<Judged> serializer;

  @Setup
  public void setUp() {
    TypeInformation<Judged> type =
        writer == Writer.FLINK ? TypeInformation.of(Judged.class) : new JudgedType();
    serializer = type.createSerializer(new SerializerConfigImpl());
    judged =
        new Judged(
            new EventHeader(
                "event-0000001",
                "acme",
                "camera-1",
                "door",
                Kind.CAMERA,
                Instant.now(),
                new Origin("events.camera", 0, 7, Instant.now())),
            new Judgement("face@1.0.0", "int8-onednn", "face", 0.01, false),
            null,
            null,
            Instant.now(),
            900);
  }

  @Benchmark
  public Judged travel() throws IOException {
    out.clear();
    serializer.serialize(judged, out);
    in.setBuffer(out.getSharedBuffer(), 0, out.length());
    return serializer.deserialize(in);
  }
}
