package dev.vedette.cli.cost;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.JobOptions;
import dev.vedette.cli.kafka.LedgerTopic;
import dev.vedette.core.money.LedgerBooks;
import dev.vedette.pipeline.InvalidConfigurationException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a command reads the ledger. */
final class LedgerSource {
  @Mixin private JobOptions job;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "A ledger that 'vedette cost export' wrote (JSON, an object a line), instead of the topic.")
  private @Nullable Path file;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  LedgerSource() {}

  boolean isFile() {
    return file != null;
  }

  LedgerBooks books()
      throws FailedCommandException, InvalidConfigurationException, InterruptedException {
    if (file == null) {
      return topic().books();
    }
    var books = new LedgerBooks();
    LedgerFile.read(file, books::add);
    return books;
  }

  LedgerTopic topic()
      throws FailedCommandException, InvalidConfigurationException, InterruptedException {
    return LedgerTopic.reach(job.configuration());
  }
}
