package dev.vedette.scenarios;

import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.Opinion;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.money.JournaledCall;
import dev.vedette.flink.InOnePieceType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
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

/**
 * What a checkpoint does to admission, which remembers a tenant's calls in state on the heap: it is
 * written to a stream by another thread of the same core, and copied as soon as the task looks at
 * it again, which then waits.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH fills the fields in setUp
public class StateBenchmark {
  @Param Writer writer;

  @Param({"1000", "50000"})
  int calls;

  private final Map<String, JournaledCall> known = new HashMap<>();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private MapSerializer<String, JournaledCall> serializer;

  @Setup
  public void setUp() {
    var config = new SerializerConfigImpl();
    boolean own = writer == Writer.VEDETTE;
    serializer =
        new MapSerializer<>(
            (own ? InOnePieceType.text() : Types.STRING).createSerializer(config),
            (own
                    ? InOnePieceType.ofRecord(JournaledCall.class)
                    : TypeInformation.of(JournaledCall.class))
                .createSerializer(config));
    for (int i = 0; i < calls; i++) {
      known.put("%032x".formatted(i), call(i));
    }
  }

  private static JournaledCall call(int number) {
    var answer =
        new Answer(
            Opinion.CONFIRMED,
            "A person stands at the door and looks at the lock.",
            new TokenUsage(400, 0, 40),
            993,
            "simulated",
            "simulated-1",
            "request-" + number,
            800_000,
            12_000,
            true);
    JournaledCall none = JournaledCall.NONE;
    return new JournaledCall(1, none.dispatched(), none.released(), 0, false, null, answer);
  }

  @Benchmark
  public Map<String, JournaledCall> copy() {
    return serializer.copy(known);
  }

  @Benchmark
  public int write() throws IOException {
    written.reset();
    serializer.serialize(known, new DataOutputViewStreamWrapper(written));
    return written.size();
  }
}
