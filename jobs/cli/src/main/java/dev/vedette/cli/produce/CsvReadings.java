package dev.vedette.cli.produce;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.core.event.Samples;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file whose first line names the channels; the columns {@code device}, {@code
 * event_id} and {@code captured_at} (ISO-8601) are no channels.
 *
 * <p>The whole file is read before anything is sent: a bad line is a mistake in the file, and half
 * a file is worse than none.
 */
public final class CsvReadings {
  private static final String DEVICE = "device";
  private static final String EVENT_ID = "event_id";
  private static final String CAPTURED_AT = "captured_at";
  private static final Set<String> NO_CHANNELS = Set.of(DEVICE, EVENT_ID, CAPTURED_AT);

  private final Path file;
  private final List<String> columns;
  private final List<String> channels;

  private CsvReadings(Path file, List<String> columns) {
    this.file = file;
    this.columns = columns;
    this.channels = columns.stream().filter(name -> !NO_CHANNELS.contains(name)).toList();
  }

  /** All readings of the file, in its order. */
  public static List<Reading> read(Path file) throws FailedCommandException {
    List<String> lines = lines(file);
    if (lines.isEmpty()) {
      throw new FailedCommandException(file + ": empty; the first line names the channels");
    }
    var readings = new CsvReadings(file, fields(file, lines.get(0), 1));
    if (readings.channels.isEmpty() || readings.channels.contains("")) {
      throw readings.wrong(1, "the first line names the channels, each column one");
    }
    if (Set.copyOf(readings.columns).size() != readings.columns.size()) {
      throw readings.wrong(1, "two columns have the same name");
    }
    var all = new ArrayList<Reading>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        all.add(readings.reading(lines.get(i), i + 1));
      }
    }
    return List.copyOf(all);
  }

  private Reading reading(String line, int number) throws FailedCommandException {
    List<String> fields = fields(file, line, number);
    if (fields.size() != columns.size()) {
      throw wrong(number, "%d fields, %d columns".formatted(fields.size(), columns.size()));
    }
    float[] values = new float[channels.size()];
    String device = null;
    String eventId = null;
    Instant capturedAt = null;
    int channel = 0;
    for (int i = 0; i < fields.size(); i++) {
      String field = fields.get(i);
      switch (columns.get(i)) {
        case DEVICE -> device = orNull(field);
        case EVENT_ID -> eventId = orNull(field);
        case CAPTURED_AT -> capturedAt = time(field, number);
        default -> values[channel++] = number(columns.get(i), field, number);
      }
    }
    return new Reading(device, eventId, capturedAt, new Samples(channels, 0, values));
  }

  private @Nullable Instant time(String field, int line) throws FailedCommandException {
    try {
      return field.isEmpty() ? null : Instant.parse(field);
    } catch (DateTimeParseException e) {
      throw wrong(line, "'%s' is no time such as 2026-01-31T12:00:00Z".formatted(field));
    }
  }

  private float number(String column, String field, int line) throws FailedCommandException {
    float value;
    try {
      value = Float.parseFloat(field);
    } catch (NumberFormatException e) {
      throw wrong(line, "'%s' in %s is no number".formatted(field, column));
    }
    if (!Float.isFinite(value)) {
      throw wrong(line, "'%s' in %s is not finite".formatted(field, column));
    }
    return value;
  }

  private FailedCommandException wrong(int line, String what) {
    return wrong(file, line, what);
  }

  private static FailedCommandException wrong(Path file, int line, String what) {
    return new FailedCommandException(
        "%s, line %d: %s; nothing was sent".formatted(file, line, what));
  }

  private static List<String> fields(Path file, String line, int number)
      throws FailedCommandException {
    return CsvLine.split(line).orElseThrow(() -> wrong(file, number, "a quote that is not closed"));
  }

  private static List<String> lines(Path file) throws FailedCommandException {
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new FailedCommandException(file + ": not UTF-8", e);
    } catch (IOException e) {
      throw new FailedCommandException("cannot read " + file, e);
    }
  }

  private static @Nullable String orNull(String field) {
    return field.isEmpty() ? null : field;
  }
}
