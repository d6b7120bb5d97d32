package dev.vedette.cli.ledger;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.JobOptions;
import dev.vedette.cli.kafka.LedgerTopic;
import dev.vedette.cli.kafka.ReadTo;
import dev.vedette.core.money.LedgerBooks;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.VedetteOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a command reads the ledger, and tells it more. */
public final class LedgerSource {
  @Mixin private JobOptions job;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "A ledger that 'vedette cost export' wrote (JSON, an object a line), instead of the topic.")
  private @Nullable Path file;

  private @Nullable ReadTo readTo;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  public LedgerSource() {}

  public boolean isFile() {
    return file != null;
  }

  /** How long a call may be under way, by the job's options. */
  public Duration longestCall() throws FailedCommandException, InvalidConfigurationException {
    return job.configuration().get(VedetteOptions.DEADLINE);
  }

  /** What a part of it adds up to. */
  public LedgerBooks books(Selection selection)
      throws FailedCommandException, InvalidConfigurationException, InterruptedException {
    var books = new LedgerBooks();
    read(selection, books::add);
    return books;
  }

  /** Hands over the lines that may be about a part of it. */
  public void read(Selection selection, Consumer<LedgerLine> taker)
      throws FailedCommandException, InvalidConfigurationException, InterruptedException {
    Consumer<LedgerLine> wanted =
        line -> {
          if (selection.mayHave(line)) {
            taker.accept(line);
          }
        };
    if (file == null) {
      readTo = topic().read(selection.since(), wanted);
    } else {
      LedgerFile.read(file, wanted);
    }
  }

  /** Appends the provider's words on calls, unless somebody else has since it was read. */
  public void append(List<LedgerLine> reconciled)
      throws FailedCommandException, InvalidConfigurationException, InterruptedException {
    topic()
        .appendReconciled(
            reconciled, Objects.requireNonNull(readTo, "it was not read from its topic"));
  }

  private LedgerTopic topic()
      throws FailedCommandException, InvalidConfigurationException, InterruptedException {
    return LedgerTopic.reach(job.configuration());
  }
}
