package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The life of a made-up engine, cycle by cycle, from new to failure. */
record EngineLife(List<String> channels, List<float[]> readings) {
  static final int CYCLES = 160;

  private static final Path SAMPLE = Path.of("../../models/turbofan/sample.csv");

  static EngineLife sample() {
    try {
      List<String> lines = Files.readAllLines(SAMPLE);
      List<float[]> readings = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.split(",", -1);
        float[] values = new float[fields.length];
        for (int i = 0; i < values.length; i++) {
          values[i] = Float.parseFloat(fields[i]);
        }
        readings.add(values);
      }
      assertThat(readings).hasSize(CYCLES);
      return new EngineLife(List.of(lines.get(0).split(",", -1)), readings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The reading of one cycle. */
  Samples cycle(int cycle) {
    return new Samples(channels, 0, readings.get(cycle));
  }

  /** The readings of several in one record, one a second. */
  Samples rows(int from, int rows) {
    float[] values = new float[rows * channels.size()];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(readings.get(from + row), 0, values, row * channels.size(), channels.size());
    }
    return new Samples(channels, 1, values);
  }
}
