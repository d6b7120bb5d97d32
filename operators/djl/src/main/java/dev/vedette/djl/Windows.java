package dev.vedette.djl;

import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.Objection;
import dev.vedette.core.event.Samples;
import dev.vedette.djl.artefact.WindowInput;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads events of sensors: each is one whole window of readings.
 *
 * <p>A device's channels are found by name, whatever their order. Those that the gate does not know
 * are left out; those that the device lacks are NaN, and so may single values be. A window of
 * another length, or with none of the channels, is unreadable and does not harm the others.
 */
final class Windows implements Batches.Reader {
  private final String gate;
  private final int samples;
  private final List<String> wanted;

  private List<String> lastChannels = List.of();
  private int[] lastColumns = new int[0];

  /**
   * @param gate for messages
   */
  Windows(String gate, WindowInput input) {
    this.gate = gate;
    samples = input.samples();
    wanted = input.channelNames();
  }

  @Override
  public Optional<Objection> read(Event event, ByteBuffer target) {
    Samples window = Objects.requireNonNull(event.samples(), "no samples to judge");
    if (window.rows() != samples) {
      return objection("%d samples, %s judges windows of %d", window.rows(), gate, samples);
    }
    int[] columns = columnsOf(window.channels());
    if (columns.length == 0) {
      return objection(
          "channels %s, %s knows none of them but %s", window.channels(), gate, wanted);
    }
    for (int row = 0; row < samples; row++) {
      for (int column : columns) {
        target.putFloat(column < 0 ? Float.NaN : window.at(row, column));
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

  private static Optional<Objection> objection(String detail, Object... arguments) {
    return Optional.of(new Objection(DeadLetterReason.WRONG_WINDOW, detail.formatted(arguments)));
  }
}
