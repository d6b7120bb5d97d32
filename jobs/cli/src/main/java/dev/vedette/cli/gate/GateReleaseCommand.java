package dev.vedette.cli.gate;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.JobOptions;
import dev.vedette.cli.kafka.ReleaseTopics;
import dev.vedette.cli.text.Sheet;
import dev.vedette.cloud.signature.SigningKey;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseDraft;
import dev.vedette.core.release.ReleasedArtefact;
import dev.vedette.core.release.ShadowLimits;
import java.io.PrintWriter;
import java.net.URI;
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
    name = "release", // without the standard options: --version is the release's
    description = {
      "Signs a release of a gate and announces it to the running job, which believes it if it knows"
          + " the key, tries it beside the gate that serves if asked to, and lets it serve everywhere"
          + " or nowhere.",
      "What is released: a head (a few kilobytes on the graph that serves), a whole gate, or"
          + " thresholds."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette gate release person --version 1.1.1 --head head.json --key keys/site-1.key.pem \\",
      "      --shadow-events 10000 --max-disagreement 0.02 --decide-within 2h --wait=3h \\",
      "      --config job.yaml",
      "  vedette gate release person --version 2.0.0 --artefact gates/person \\",
      "      --uri s3://gates/person-2.0.0.zip --key keys/site-1.key.pem --config job.yaml",
      "  vedette gate release person --version 1.1.2 --thresholds door=0.4,default=0.5 \\",
      "      --key keys/site-1.key.pem --bootstrap 127.0.0.1:9092",
    })
final class GateReleaseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JobOptions job;
  @Mixin private ContentOptions given;
  @Mixin private ShadowOptions shadow;
  @Mixin private Announcing announcing;

  @Parameters(paramLabel = "NAME", description = "Name of the gate, such as person.")
  private String gate;

  @Option(
      names = "--version",
      paramLabel = "V",
      required = true,
      description = "Version that the gate carries once this serves. It has not served before.")
  private String version;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "A private key, NAME.key.pem.")
  private Path keyFile;

  @Option(names = "--note", description = "Why, for people.", defaultValue = "")
  private String note;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  GateReleaseCommand() {}

  @Override
  public Integer call() throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    ShadowLimits limits = checked(now);
    PrintWriter out = spec.commandLine().getOut();
    SigningKey key = KeyFiles.read(keyFile, spec.commandLine().getErr());
    ReleaseContent content = ReleaseContent.of(gate, version, given);
    Configuration config = job.configuration();
    try (ReleaseTopics topics = ReleaseTopics.reach(config)) {
      var history = ReleaseHistory.of(gate, topics.announcements(), topics.statuses());
      if (history.isUsed(version)) {
        throw new FailedCommandException(
            "%s@%s was released before, and a version is one thing only: give this one another --version, or go back to that one with 'vedette gate rollback %s --to %s'"
                .formatted(gate, version, gate, version));
      }
      Release release =
          Announcing.sign(
              new ReleaseDraft(
                  gate,
                  version,
                  announcing.sequence(history),
                  content.kind(),
                  content.base(),
                  now,
                  note,
                  content.artefact(),
                  given.thresholds(),
                  limits),
              key);
      store(content, new Sheet(out));
      return announcing.announce(release, topics, out);
    }
  }

  private @Nullable ShadowLimits checked(Instant now) {
    try {
      given.check();
      var unused = announcing.patience();
      return shadow.limits(now);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void store(ReleaseContent content, Sheet sheet) throws FailedCommandException {
    ReleasedArtefact artefact = content.artefact();
    ArchiveFile archive = content.archive();
    if (artefact == null || archive == null) {
      return;
    }
    String what =
        "%s, %d bytes, SHA-256 %s".formatted(artefact.uri(), artefact.length(), artefact.sha256());
    if (given.uploaded || announcing.isDryRun()) {
      sheet.fact("artefact", what + " (not written by this command)");
      return;
    }
    archive.store(URI.create(String.valueOf(artefact.uri())));
    sheet.fact("artefact", what);
  }
}
