package dev.vedette.cli.gate;

import dev.vedette.cli.JobOptions;
import dev.vedette.cli.Version;
import dev.vedette.cli.kafka.ReleaseTopics;
import dev.vedette.cli.text.Sheet;
import dev.vedette.cloud.signature.KeyFolder;
import dev.vedette.cloud.signature.SigningKey;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseDraft;
import dev.vedette.core.release.ReleaseReader;
import dev.vedette.pipeline.wire.SignedReleases;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Announces again what served before, with a new sequence and your signature. It serves as soon"
          + " as every subtask has loaded it, without a trial.",
      "What served is read from releases.status. Nothing of it is signed again that a trusted key has"
          + " not signed before: those in --keys. Where nothing served before, the gate that the job"
          + " was started with is announced."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette gate rollback person --key keys/site-1.key.pem --wait --config job.yaml",
      "  vedette gate rollback person --to 1.1.0 --key keys/site-1.key.pem --config job.yaml",
    })
final class GateRollbackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JobOptions job;
  @Mixin private Announcing announcing;

  @Parameters(paramLabel = "NAME", description = "Name of the gate, such as person.")
  private String gate;

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description = "What shall serve again (default: what served before the version that serves).")
  private @Nullable String to;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "A private key, NAME.key.pem.")
  private Path keyFile;

  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description = "Public keys whose releases are believed (default: those beside --key).")
  private @Nullable Path keys;

  @Option(names = "--note", description = "Why, for people.", defaultValue = "rollback")
  private String note;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  GateRollbackCommand() {}

  @Override
  public Integer call() throws Exception {
    try {
      var unused = announcing.patience();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--wait: " + e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    SigningKey key = KeyFiles.read(keyFile, spec.commandLine().getErr());
    Configuration config = job.configuration();
    try (ReleaseTopics topics = ReleaseTopics.reach(config)) {
      var history = ReleaseHistory.of(gate, topics.announcements(), topics.statuses());
      Activated activated = Activated.of(history.activated(), believing());
      Rollback rollback = Rollback.of(activated, to, history.original().orElse(null));
      Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
      ReleaseDraft draft = rollback.draft(gate, announcing.sequence(history), now, note);
      Release release = Announcing.sign(draft, key);
      say(activated, rollback, out);
      return announcing.announce(release, topics, out);
    }
  }

  private ReleaseReader believing() {
    Path beside = keyFile.toAbsolutePath().getParent();
    return new SignedReleases(
        new KeyFolder(keys != null ? keys : beside == null ? Path.of("") : beside));
  }

  private static void say(Activated activated, Rollback rollback, PrintWriter out) {
    Release content = rollback.content();
    var sheet = new Sheet(out);
    activated
        .leftOut()
        .forEach(
            one ->
                sheet.fact(
                    "left out",
                    one + " (releases.status says it served; --keys names who is believed)"));
    sheet.fact(
        "back to",
        content == null
            ? "the gate that the job was started with, " + rollback.version()
            : "%s of sequence %d".formatted(rollback.version(), content.sequence()));
    if (rollback.thenTo() != null) {
      sheet.fact(
          "and then",
          "its graph first; once that serves, 'vedette gate rollback … --to %s' puts what stood on it back"
              .formatted(rollback.thenTo()));
    }
  }
}
