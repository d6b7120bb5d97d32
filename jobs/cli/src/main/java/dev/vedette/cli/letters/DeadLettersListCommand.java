package dev.vedette.cli.letters;

import dev.vedette.cli.JobOptions;
import dev.vedette.cli.Version;
import dev.vedette.cli.text.Spelling;
import dev.vedette.cli.text.Table;
import dev.vedette.core.event.DeadLetter;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "The latest dead letters: where each stands, where its record came from, and why.",
    footerHeading = "%nExamples:%n",
    footer = "  vedette dead-letters list --config job.yaml --since 10min")
final class DeadLettersListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JobOptions job;
  @Mixin private LetterFilter filter;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "20",
      description = "So many of the latest that fit (default: ${DEFAULT-VALUE}).")
  private int lines;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  DeadLettersListCommand() {}

  @Override
  public Integer call() throws Exception {
    if (lines < 1) {
      throw new ParameterException(spec.commandLine(), "--lines < 1: " + lines);
    }
    PrintWriter out = spec.commandLine().getOut();
    try (Letters letters = Letters.reach(job.configuration())) {
      Collection<Letters.Placed> found = letters.last(lines, filter.from(), filter::fits);
      if (found.isEmpty()) {
        out.println("no dead letters that fit; --since looks further back");
      } else {
        table(found, out);
      }
      if (letters.unreadable() > 0) {
        out.println(letters.unreadable() + " records are no dead letters, and left out");
      }
    }
    out.flush();
    return 0;
  }

  private static void table(Collection<Letters.Placed> found, PrintWriter out) {
    var table = new Table("place", "at", "reason", "from", ">bytes", "detail");
    for (Letters.Placed one : found) {
      DeadLetter letter = one.letter();
      var origin = letter.origin();
      table.row(
          one.place().toString(),
          letter.at().truncatedTo(ChronoUnit.SECONDS).toString(),
          letter.reason().wireName(),
          "%s %d:%d".formatted(origin.topic(), origin.partition(), origin.offset()),
          String.valueOf(letter.length()),
          Spelling.plain(letter.detail()));
    }
    table.print(out);
  }
}
