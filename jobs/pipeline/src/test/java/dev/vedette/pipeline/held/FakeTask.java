package dev.vedette.pipeline.held;

import dev.vedette.core.event.DeadLetter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A run of the sink's writer and its committer, as Flink has them, on a {@link FakeBroker}. */
final class FakeTask implements AutoCloseable {
  static final SinkWriter.Context CONTEXT =
      new SinkWriter.Context() {
        @Override
        public long currentWatermark() {
          return 0;
        }

        @Override
        public Long timestamp() {
          return 0L;
        }
      };

  final FakeConnector connector;
  final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private final FakeBroker broker;
  private final Pump<DeadLetter> pump;
  private final LetterWriter writer;
  private final SimpleVersionedSerializer<LettersState> serializer;
  private final List<KafkaCommittable> prepared;
  private boolean missed;

  /** What is known after a checkpoint. */
  record Kept(long checkpoint, List<byte[]> states, List<KafkaCommittable> committables) {
    static final Kept NOTHING = new Kept(0, List.of(), List.of());
  }

  FakeTask(
      FakeBroker broker,
      Kept from,
      HeldLetters.Bounds bounds,
      Duration patience,
      SimpleVersionedSerializer<LettersState> serializer)
      throws IOException {
    this.broker = broker;
    this.serializer = serializer;
    from.committables().forEach(broker::commit);
    prepared = new ArrayList<>();
    var held = new HeldLetters(bounds);
    for (byte[] bytes : from.states()) {
      LettersState state = serializer.deserialize(serializer.getVersion(), bytes);
      OpenTransaction open = state.open();
      if (open != null) {
        open.namesUntil(from.checkpoint()).forEach(broker::begin);
      }
      held.restore(state.letters());
    }
    connector = new FakeConnector(broker, from.checkpoint());
    pump =
        new Pump<>(
            "letters",
            0,
            held,
            batch -> {
              for (DeadLetter letter : batch) {
                connector.write(letter, CONTEXT);
              }
            },
            new Pace(1),
            System::nanoTime,
            failure::complete);
    writer =
        new LetterWriter(
            connector,
            pump,
            new LetterMetrics(new UnregisteredMetricsGroup(), pump),
            patience,
            List.of(),
            new OpenTransaction(FakeConnector.PREFIX, 0, from.checkpoint() + 1));
  }

  boolean hasRoom() throws IOException {
    return pump.hasRoom();
  }

  void write(DeadLetter letter) throws Exception {
    writer.write(letter, CONTEXT);
  }

  void endOfInput() throws Exception {
    writer.flush(true);
    prepared.addAll(writer.prepareCommit());
  }

  Kept checkpoint(long id) throws Exception {
    writer.flush(false);
    prepared.addAll(writer.prepareCommit());
    return snapshot(id);
  }

  Kept snapshot(long id) throws Exception {
    List<byte[]> states = new ArrayList<>();
    for (LettersState state : writer.snapshotState(id)) {
      missed = state.open() != null;
      states.add(serializer.serialize(state));
    }
    return new Kept(id, states, List.copyOf(prepared));
  }

  /** Whether the last checkpoint has left a transaction open. */
  boolean hasMissed() {
    return missed;
  }

  /** The checkpoint is complete. */
  void commit(Kept complete) {
    complete.committables().forEach(broker::commit);
    prepared.removeAll(complete.committables());
  }

  /** Letters that a checkpoint holds. */
  List<DeadLetter> heldIn(Kept kept) throws IOException {
    List<DeadLetter> letters = new ArrayList<>();
    for (byte[] bytes : kept.states()) {
      letters.addAll(serializer.deserialize(serializer.getVersion(), bytes).letters());
    }
    return letters;
  }

  @Override
  public void close() throws Exception {
    writer.close();
  }
}
