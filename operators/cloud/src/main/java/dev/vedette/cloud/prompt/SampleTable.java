package dev.vedette.cloud.prompt;

import dev.vedette.core.event.Samples;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A sensor window as a small table of numbers.
 *
 * <p>Rows beyond a bound are thinned out evenly, the first and the last stay. Minimum, mean and
 * maximum are taken over all rows, so that a spike between two shown rows still shows.
 */
final class SampleTable {
  private static final int MOST_ROWS = 48;
  static final int MOST_CHANNELS = 12;

  private final Samples samples;
  private final int channels;
  private final List<DoubleSummaryStatistics> summaries;

  SampleTable(Samples samples) {
    this.samples = samples;
    this.channels = Math.min(MOST_CHANNELS, samples.channels().size());
    this.summaries = IntStream.range(0, channels).mapToObj(this::summary).toList();
  }

  int shownRows() {
    return Math.min(MOST_ROWS, samples.rows());
  }

  String text() {
    var text = new StringBuilder();
    boolean timed = samples.hertz() > 0;
    line(text, timed ? "seconds" : "row", channel -> Prompt.name(samples.channels().get(channel)));
    line(text, "min", channel -> Numbers.shortly(summaries.get(channel).getMin()));
    line(text, "mean", channel -> Numbers.shortly(summaries.get(channel).getAverage()));
    line(text, "max", channel -> Numbers.shortly(summaries.get(channel).getMax()));
    int shown = shownRows();
    for (int i = 0; i < shown; i++) {
      int row = shown == 1 ? 0 : (int) ((long) i * (samples.rows() - 1) / (shown - 1));
      line(
          text,
          timed ? Numbers.shortly(row / samples.hertz()) : Integer.toString(row),
          channel -> Numbers.shortly(samples.at(row, channel)));
    }
    return text.toString().stripTrailing();
  }

  private void line(StringBuilder text, String head, IntFunction<String> cell) {
    text.append(head);
    for (int channel = 0; channel < channels; channel++) {
      text.append(',').append(cell.apply(channel));
    }
    text.append('\n');
  }

  private DoubleSummaryStatistics summary(int channel) {
    return IntStream.range(0, samples.rows())
        .mapToDouble(row -> samples.at(row, channel))
        .summaryStatistics();
  }
}
