package dev.vedette.scenarios;

import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Picture;
import dev.vedette.core.gate.Finding;
import dev.vedette.djl.EmbeddedGate;
import dev.vedette.djl.EmbeddedGates;
import dev.vedette.djl.GateSource;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the gate adds to its engine: time for a whole batch, through either. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH fills the fields in setUp
public class GateBenchmark {
  @Param({"1", "8", "32"})
  int batch;

  @Param Input input;

  @Param({"int8-onednn", "float32"})
  String variant;

  private RawEngine raw;
  private EmbeddedGate gate;
  private List<Event> events;

  @Setup
  public void setUp() throws Exception {
    Picture picture = input.picture();
    GateSource source = RawEngine.FACE.withVariant(variant);
    raw = RawEngine.open(source, picture, batch);
    raw.runBatch();
    gate = EmbeddedGates.open(source.withMaxBatch(batch));
    var origin = new Origin("events.camera", 0, 0, Instant.EPOCH);
    var header = new EventHeader("e1", "acme", "cam1", "door", Kind.CAMERA, Instant.EPOCH, origin);
    events = Collections.nCopies(batch, Event.ofPicture(header, picture));
  }

  /** The session run alone. */
  @Benchmark
  public float infer() {
    return raw.infer();
  }

  /** Bytes into the batch, decoded if need be, and the session run. */
  @Benchmark
  public float rawEngine() {
    return raw.runBatch();
  }

  /** The gate as the job calls it. */
  @Benchmark
  public List<Finding> judge() {
    return gate.judge(events);
  }

  @TearDown
  public void tearDown() {
    gate.close();
    raw.close();
  }
}
