package dev.vedette.cli.gate;

import dev.vedette.cli.text.Sheet;
import dev.vedette.cli.text.Table;
import dev.vedette.core.learning.Comparison;
import dev.vedette.core.learning.Hits;
import dev.vedette.core.learning.Interval;
import dev.vedette.core.learning.Lesson;
import dev.vedette.core.learning.Measured;
import java.io.PrintWriter;
import java.util.TreeMap;

/** What a lesson came to, for people. */
final class LessonTable {
  private static final int NAMED = 10;

  private final TeachSetting setting;
  private final SeenPictures seen;
  private final Lesson lesson;
  private final PrintWriter out;

  LessonTable(TeachSetting setting, SeenPictures seen, Lesson lesson, PrintWriter out) {
    this.setting = setting;
    this.seen = seen;
    this.lesson = lesson;
    this.out = out;
  }

  void print() {
    Comparison comparison = lesson.comparison();
    out.printf(
        "%n  %s: %d pictures with and %d without it, of %d scenes%n%n",
        setting.gate(),
        seen.events().positives(),
        seen.events().negatives(),
        seen.events().groupCount());
    var table = new Table("not seen before", "AUC", "recall", "false positives", "precision");
    row(table, "candidate", comparison.candidate());
    row(table, "in service at " + setting.thresholdInService(), comparison.inService());
    if (lesson.penalty() != null) {
      row(table, "in service, same rule", "same", lesson.inServiceByRule());
    }
    table.print(out);
    out.println();
    facts(comparison);
  }

  private void facts(Comparison comparison) {
    var sheet = new Sheet(out);
    sheet.fact(
        "threshold", "%s: %s".formatted(lesson.threshold(), setting.plan().rule().inWords()));
    if (lesson.penalty() != null) {
      sheet.fact(
          "penalty",
          "%s, the best of %s in %d folds"
              .formatted(lesson.penalty(), setting.plan().penalties(), setting.plan().folds()));
    }
    sheet.fact(
        "AUC gained",
        Table.number("%+.4f", comparison.areaGain())
            + " ("
            + range("%+.4f", 1, comparison.areaGainInterval())
            + ")");
    sheet.fact(
        "disagreements",
        Table.number(
            "%d: the candidate alone is right on %d, the head in service on %d (equals would differ"
                + " so with a chance of %.2g)",
            comparison.disagreements(),
            comparison.righted(),
            comparison.wronged(),
            comparison.chance()));
    unreadable(sheet);
    var byClass = new TreeMap<>(setting.inService().thresholds().byClass());
    if (setting.deviceClass() == null && !byClass.isEmpty()) {
      sheet.fact(
          "not carried over",
          "the thresholds of the head in service for classes of devices, %s: they belong to its weights; fit them anew with --class once this one serves"
              .formatted(byClass));
    }
    lesson.doubts().forEach(doubt -> sheet.fact("doubt", doubt));
    out.println();
    sheet.fact("verdict", Words.sentence(lesson));
  }

  private void unreadable(Sheet sheet) {
    int all = seen.unreadable().size();
    seen.unreadable().stream().limit(NAMED).forEach(one -> sheet.fact("left out", one));
    if (all > NAMED) {
      sheet.fact("left out", "and %d more; --json names all of them".formatted(all - NAMED));
    }
  }

  private static void row(Table table, String who, Measured measured) {
    String area =
        Table.number("%.4f", measured.area())
            + " ("
            + range("%.4f", 1, measured.areaInterval())
            + ")";
    row(table, who, area, measured.hits());
  }

  private static void row(Table table, String who, String area, Hits hits) {
    table.row(
        who,
        area,
        percent(hits.recall(), hits.recallInterval()),
        percent(hits.falsePositiveRate(), hits.falsePositiveRateInterval()),
        Double.isNaN(hits.precision()) ? "-" : Table.number("%.1f %%", 100 * hits.precision()));
  }

  private static String percent(double share, Interval interval) {
    return Table.number("%.1f %%", 100 * share) + " (" + range("%.1f", 100, interval) + ")";
  }

  private static String range(String format, double times, Interval interval) {
    return Table.number(format, times * interval.low())
        + ".."
        + Table.number(format, times * interval.high());
  }
}
