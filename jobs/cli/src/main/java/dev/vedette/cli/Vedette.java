package dev.vedette.cli;

import dev.vedette.cli.audit.AuditCommand;
import dev.vedette.cli.cluster.Causes;
import dev.vedette.cli.control.ControlCommand;
import dev.vedette.cli.cost.CostCommand;
import dev.vedette.cli.gate.GateCommand;
import dev.vedette.cli.letters.DeadLettersCommand;
import dev.vedette.cli.matrix.MatrixCommand;
import dev.vedette.cli.prices.PricesCommand;
import dev.vedette.cli.verdicts.VerdictsCommand;
import dev.vedette.cli.watch.WatchCommand;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.choice.NoServingVariantException;
import dev.vedette.djl.engine.EngineStartException;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.simulators.devices.UnreadablePicturesException;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "vedette",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "A small classifier inside a Flink job watches every camera frame; only what it finds is"
          + " asked of a cloud model, once an episode."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette quickstart --events 2000                 to begin with",
      "  vedette run --help                               what a command can do",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong options, 3 spend that no ledger explains, 130 stopped by",
      "Ctrl-C before the end."
    },
    subcommands = {
      QuickstartCommand.class,
      MatrixCommand.class,
      RunCommand.class,
      ProduceCommand.class,
      TopicsCommand.class,
      VerdictsCommand.class,
      DeadLettersCommand.class,
      ControlCommand.class,
      WatchCommand.class,
      PricesCommand.class,
      CostCommand.class,
      AuditCommand.class,
      GateCommand.class,
      HelpCommand.class
    })
public final class Vedette implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Vedette.class);
  private static final int HELP_COLUMNS = 100;
  private static final int MEBIBYTE = 20;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  Vedette() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** For whoever has commands carried out in this process. */
  public static CommandLine commandLine() {
    return new CommandLine(new Vedette())
        .setUsageHelpWidth(HELP_COLUMNS)
        .setExecutionStrategy(Vedette::carryOut)
        .setParameterExceptionHandler(Vedette::wrongOptions)
        .setExecutionExceptionHandler(Vedette::failed);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  /** What takes more room than there is, is told how to get more. */
  private static int carryOut(CommandLine.ParseResult parsed) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (OutOfMemoryError e) {
      CommandLine.ParseResult last = parsed;
      while (last.hasSubcommand()) {
        last = last.subcommand();
      }
      String advice =
          "%d MB of heap are full (%s): VEDETTE_HEAP=4g, as a variable of its environment, gives it more; a report of the ledger takes less of it with --since"
              .formatted(Runtime.getRuntime().maxMemory() >> MEBIBYTE, e.getMessage());
      throw new CommandLine.ExecutionException(
          last.commandSpec().commandLine(), advice, new FailedCommandException(advice, e));
    }
  }

  private static int wrongOptions(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    err.printf("%s: %s See '%s --help'.%n", name, sentence(wrong), name);
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(Exception thrown, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    int code = CommandLine.ExitCode.SOFTWARE;
    if (thrown instanceof InvalidConfigurationException) {
      code = CommandLine.ExitCode.USAGE;
      err.printf("%s: %s%n", name, oneLine(thrown));
    } else if (thrown instanceof FailedCommandException
        || thrown instanceof UnreadablePicturesException
        || thrown instanceof GateArtefactException
        || thrown instanceof EngineStartException
        || thrown instanceof NoServingVariantException) {
      LOG.info("{} failed", name, thrown);
      err.printf("%s: %s%n", name, oneLine(thrown));
    } else {
      LOG.info("{} failed", name, thrown);
      err.printf(
          "%s: unexpected: %s (%s); the log %s has all of it%n",
          name,
          Causes.deepest(thrown),
          thrown.getClass().getSimpleName(),
          System.getProperty("vedette.log.file", "vedette.log"));
    }
    err.flush();
    return code;
  }

  /** What is wrong, without the exception that a value's own class has for it. */
  private static String sentence(ParameterException wrong) {
    String message =
        oneLine(wrong)
            .replaceFirst(" \\(java\\.\\S+Exception: .*\\)$", "")
            .replaceFirst("^Error: ", "");
    return message.endsWith(".") || message.endsWith("?") ? message : message + '.';
  }

  /** Parsers of files explain themselves in several lines. */
  private static String oneLine(Exception thrown) {
    return String.valueOf(thrown.getMessage())
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
