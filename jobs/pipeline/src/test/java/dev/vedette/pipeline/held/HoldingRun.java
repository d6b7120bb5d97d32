package dev.vedette.pipeline.held;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A run of the at-least-once sink's writer on a {@link FakeTopic}. */
final class HoldingRun implements AutoCloseable {
  final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  final Pump<HeldRecord> pump;
  private final HeldRecordsSerializer serializer = new HeldRecordsSerializer();
  private final HoldingWriter<Long> writer;

  HoldingRun(
      FakeTopic topic, List<byte[]> from, long mostBytes, long reserveBytes, Duration patience)
      throws IOException {
    var held = new HeldRecords(mostBytes, reserveBytes);
    for (byte[] state : from) {
      held.restore(serializer.deserialize(serializer.getVersion(), state));
    }
    var answers = new Answers();
    var connector = topic.writer(answers);
    pump =
        new Pump<>(
            "records for verdicts",
            0,
            held,
            new AcknowledgedOutlet<>(connector, answers),
            new Pace(1),
            System::nanoTime,
            failure::complete);
    writer =
        new HoldingWriter<>(
            connector,
            HoldingRun::made,
            pump,
            new HoldMetrics(new UnregisteredMetricsGroup(), "verdicts", pump),
            patience);
  }

  private static HeldRecord made(long number) throws IOException {
    if (number < 0) {
      throw new IOException("the registry does not answer");
    }
    return SomeRecords.record(number);
  }

  void write(long number) throws Exception {
    writer.write(number, FakeTask.CONTEXT);
  }

  List<byte[]> checkpoint(long id) throws Exception {
    writer.flush(false);
    assertNothingToCommit();
    return writer.snapshotState(id).stream().map(this::serialized).toList();
  }

  void endOfInput() throws Exception {
    writer.flush(true);
    assertNothingToCommit();
  }

  private void assertNothingToCommit() {
    if (!writer.prepareCommit().isEmpty()) {
      throw new AssertionError("an at-least-once sink has nothing to commit");
    }
  }

  private byte[] serialized(List<HeldRecord> records) {
    try {
      return serializer.serialize(records);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  List<Long> heldIn(List<byte[]> states) throws IOException {
    List<HeldRecord> records = new ArrayList<>();
    for (byte[] state : states) {
      records.addAll(serializer.deserialize(serializer.getVersion(), state));
    }
    return SomeRecords.numbers(records);
  }

  @Override
  public void close() throws Exception {
    writer.close();
  }
}
