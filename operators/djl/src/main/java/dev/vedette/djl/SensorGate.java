package dev.vedette.djl;

import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.Objection;
import dev.vedette.core.event.Samples;
import dev.vedette.core.gate.Finding;
import dev.vedette.core.gate.Head;
import dev.vedette.core.gate.Thresholds;
import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.artefact.WindowInput;
import dev.vedette.djl.choice.Ladder;
import dev.vedette.djl.choice.Refusal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A gate for sensors: each event is one whole window of readings.
 *
 * <p>A device's channels are found by name, whatever their order. Those that the gate does not know
 * are left out; those that the device lacks are NaN, and so may single values be. A window of
 * another length, or with none of the channels, is unreadable and does not harm the others.
 */
public final class SensorGate implements EmbeddedGate {
  private final GateSession session;
  private final WindowInput input;
  private final List<String> wanted;
  private final Batches batches;

  private List<String> lastChannels = List.of();
  private int[] lastColumns = new int[0];

  SensorGate(GateSession session, WindowInput input, int maxBatch) {
    this.session = session;
    this.input = input;
    wanted = input.channelNames();
    batches = new Batches(session, maxBatch, this::read);
  }

  @Override
  public List<Finding> judge(List<Event> events) {
    return batches.judge(events);
  }

  private Optional<Objection> read(Event event) {
    Samples samples = Objects.requireNonNull(event.samples(), "no samples to judge");
    if (samples.rows() != input.samples()) {
      return objection(
          "%d samples, %s judges windows of %d"
              .formatted(samples.rows(), session.judging().gate(), input.samples()));
    }
    int[] columns = columnsOf(samples.channels());
    if (columns.length == 0) {
      return objection(
          "channels %s, %s knows none of them but %s"
              .formatted(samples.channels(), session.judging().gate(), wanted));
    }
    ByteBuffer batch = batches.buffer();
    for (int row = 0; row < samples.rows(); row++) {
      for (int column : columns) {
        batch.putFloat(column < 0 ? Float.NaN : samples.at(row, column));
      }
    }
    return Optional.empty();
  }

  /** Where each of the gate's channels is in a device's samples, -1 if nowhere; none: empty. */
  private int[] columnsOf(List<String> channels) {
    if (!channels.equals(lastChannels)) {
      int[] columns = wanted.stream().mapToInt(channels::indexOf).toArray();
      boolean any = false;
      for (int column : columns) {
        any |= column >= 0;
      }
      lastColumns = any ? columns : new int[0];
      lastChannels = List.copyOf(channels);
    }
    return lastColumns;
  }

  private static Optional<Objection> objection(String detail) {
    return Optional.of(new Objection(DeadLetterReason.WRONG_WINDOW, detail));
  }

  @Override
  public GateManifest manifest() {
    return session.manifest();
  }

  @Override
  public String name() {
    return session.judging().gate();
  }

  @Override
  public Ladder ladder() {
    return session.ladder();
  }

  @Override
  public List<Refusal> refusals() {
    return session.refusals();
  }

  @Override
  public Thresholds thresholds() {
    return session.judging().thresholds();
  }

  @Override
  public Optional<Head> head() {
    return Optional.ofNullable(session.judging().head());
  }

  @Override
  public String artefactId() {
    return session.artefactId();
  }

  @Override
  public void close() {
    session.close();
  }
}
