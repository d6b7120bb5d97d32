package dev.vedette.cli.cost;

import dev.vedette.cli.JobOptions;
import dev.vedette.cli.ReplacedFile;
import dev.vedette.cli.Version;
import dev.vedette.cli.kafka.LedgerTopic;
import dev.vedette.cli.ledger.LedgerFile;
import dev.vedette.cli.text.Amount;
import dev.vedette.core.money.LedgerLine;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Writes the ledger to a file, as it is in the topic now: JSON, an object a line. 'cost report"
          + " --file' reads it. What the model wrote is left out."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette cost export ledger.jsonl --config job.yaml",
      "  vedette cost report --file ledger.jsonl"
    })
final class CostExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JobOptions job;

  @Parameters(paramLabel = "FILE", description = "Where to; what is there is replaced.")
  private Path file;

  private long lines;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  CostExportCommand() {}

  @Override
  public Integer call() throws Exception {
    LedgerTopic topic = LedgerTopic.reach(job.configuration());
    new ReplacedFile(file)
        .write(
            out -> {
              try {
                topic.read(line -> write(line, out));
              } catch (UncheckedIOException e) {
                throw e.getCause();
              }
            });
    var out = spec.commandLine().getOut();
    out.printf("%s: %s lines%n", file, Amount.grouped(lines));
    out.flush();
    return 0;
  }

  private void write(LedgerLine line, OutputStream out) {
    try {
      LedgerFile.write(line, out);
      lines++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
