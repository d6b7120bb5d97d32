package dev.vedette.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PatientRegistryTest {
  private static final Schema SCHEMA = SchemaBuilder.record("R").fields().endRecord();
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final AtomicLong nanos = new AtomicLong();
  private final List<Duration> pauses = new ArrayList<>();
  private Runnable meanwhile = () -> {};
  private FakeRegistry fake;
  private PatientRegistry registry;

  @BeforeEach
  void start() throws IOException {
    fake = new FakeRegistry();
    registry = patient(PATIENCE);
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void aRecordWaitsForTheRegistryAndKnownSchemasStayKnown() throws Exception {
    fake.put(6, SCHEMA.toString());
    fake.put(7, SCHEMA.toString());
    Schema known = registry.schemaOf(6);
    fake.answer(503, "away");
    meanwhile =
        () -> {
          if (pauses.size() == 4) {
            fake.answer(200, "");
          }
        };
    assertThat(registry.schemaOf(7)).isEqualTo(SCHEMA);
    assertThat(pauses).extracting(Duration::toMillis).containsExactly(250L, 500L, 1_000L, 2_000L);
    fake.answer(503, "away");
    assertThat(registry.schemaOf(6)).isSameAs(known);
  }

  @Test
  void thePatienceHasAnEnd() {
    fake.answer(503, "away");
    assertThatThrownBy(() -> registry.schemaOf(7))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContaining("answered 503");
    assertThat(Duration.ofNanos(nanos.get())).isEqualTo(PATIENCE);
    assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofSeconds(10)) <= 0);
  }

  @Test
  void whoHasNoPatienceIsToldAtOnce() {
    fake.answer(503, "away");
    assertThatThrownBy(() -> patient(Duration.ZERO).schemaOf(7))
        .isInstanceOf(SchemaRegistryException.class);
    assertThat(pauses).isEmpty();
  }

  @Test
  void aNumberThatTheRegistryDoesNotKnowIsNotWaitedFor() {
    assertThatThrownBy(() -> registry.schemaOf(7)).isInstanceOf(UnreadableRecordException.class);
    assertThat(pauses).isEmpty();
  }

  @Test
  void aTaskThatIsCancelledStopsWaiting() {
    fake.answer(503, "away");
    var interrupted =
        new PatientRegistry(
            new SchemaRegistry(fake.options(), nanos::get),
            PATIENCE,
            nanos::get,
            pause -> {
              throw new InterruptedException();
            });
    assertThatThrownBy(() -> interrupted.schemaOf(7)).isInstanceOf(SchemaRegistryException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private PatientRegistry patient(Duration patience) {
    return new PatientRegistry(
        new SchemaRegistry(fake.options(), nanos::get),
        patience,
        nanos::get,
        pause -> {
          pauses.add(pause);
          nanos.addAndGet(pause.toNanos());
          meanwhile.run();
        });
  }
}
