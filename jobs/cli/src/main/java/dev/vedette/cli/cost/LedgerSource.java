package dev.vedette.cli.cost;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.JobOptions;
import dev.vedette.cli.kafka.LedgerTopic;
import dev.vedette.cli.kafka.ReadTo;
import dev.vedette.core.money.LedgerBooks;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.pipeline.InvalidConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a command reads the ledger, and tells it more. */
final class LedgerSource {
  @Mixin private JobOptions job;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "A ledger that 'vedette cost export' wrote (JSON, an object a line), instead of the topic.")
  private @Nullable Path file;

  private @Nullable ReadTo readTo;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  LedgerSource() {}

  boolean isFile() {
    return file != null;
  }

  LedgerBooks books()
      throws FailedCommandException, InvalidConfigurationException, InterruptedException {
    var books = new LedgerBooks();
    if (file == null) {
      readTo = topic().read(books::add);
    } else {
      LedgerFile.read(file, books::add);
    }
    return books;
  }

  /**
   * Appends the provider's words on calls, unless somebody else has since these books were made.
   */
  void append(List<LedgerLine> reconciled)
      throws FailedCommandException, InvalidConfigurationException, InterruptedException {
    topic().appendReconciled(reconciled, Objects.requireNonNull(readTo, "no books were made"));
  }

  private LedgerTopic topic()
      throws FailedCommandException, InvalidConfigurationException, InterruptedException {
    return LedgerTopic.reach(job.configuration());
  }
}
