package dev.vedette.cli.letters;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.JobOptions;
import dev.vedette.cli.Version;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Sends the records of dead letters to where they came from once more, with their keys and"
          + " headers, after what was wrong has been mended: a schema that was not registered, a"
          + " limit that was too low, a gate that was missing.",
      "A record that is still in its topic is taken from there. Of one that is gone the bytes in the"
          + " letter are sent, if all were kept; its headers are gone. The letters stay."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette dead-letters replay 0:17 0:18 --config job.yaml",
      "  vedette dead-letters replay --all --reason no-gate --since 2h --config job.yaml --dry-run"
    })
final class DeadLettersReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JobOptions job;
  @Mixin private LetterFilter filter;

  @Parameters(
      paramLabel = "PLACE",
      arity = "0..*",
      converter = LetterPlace.Converter.class,
      description = "Where they stand, as 'list' shows it: 0:17.")
  private List<LetterPlace> places = new ArrayList<>();

  @Option(names = "--all", description = "All that fit --reason, --topic and --since.")
  private boolean all;

  @Option(names = "--dry-run", description = "Says what would be sent, and sends nothing.")
  private boolean dry;

  private int sent;
  private int gone;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  DeadLettersReplayCommand() {}

  @Override
  public Integer call() throws Exception {
    if (all != places.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "name the places of letters, or --all; not both, nor neither");
    }
    Configuration config = job.configuration();
    try (Letters letters = Letters.reach(config);
        Replay replay = Replay.open(config)) {
      if (all) {
        letters.each(filter.from(), filter::fits, one -> replay(one, replay));
      }
      for (LetterPlace place : places) {
        replay(letters.at(place), replay);
      }
      replay.flush();
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%d %s, %d cannot be%n", sent, dry ? "would be sent" : "sent and acknowledged", gone);
    out.flush();
    return gone == 0 ? 0 : 1;
  }

  private void replay(Letters.Placed one, Replay replay) throws FailedCommandException {
    Replay.Found found = replay.find(one.letter());
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-12s %s%n", one.place(), found.words());
    out.flush();
    if (!found.canBeSent()) {
      gone++;
      return;
    }
    sent++;
    if (!dry) {
      replay.send(found);
    }
  }
}
