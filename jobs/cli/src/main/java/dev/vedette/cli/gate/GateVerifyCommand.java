package dev.vedette.cli.gate;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.Version;
import dev.vedette.cli.text.Sheet;
import dev.vedette.cli.text.Table;
import dev.vedette.cloud.signature.KeyFolder;
import dev.vedette.cloud.signature.ManifestSignature;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.djl.EmbeddedGates;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.choice.Refusal;
import dev.vedette.djl.choice.Trial;
import dev.vedette.djl.engine.EngineStartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Whether a gate is as it was released, and which of its variants serve on this machine: every"
          + " hash, every file that nobody vouches for, and what each variant answers to the golden"
          + " inputs.",
      "The exit code is 1 where a file is damaged, a signature that was asked for is missing or"
          + " wrong, or no variant serves. A variant that is made for"
          + " other machines is no damage."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette gate verify person", //
      "  vedette gate verify gates/mine --keys trusted/",
    })
final class GateVerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "GATE",
      description = "A gate that comes with Vedette, or a gate's folder.")
  private String gate;

  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description = "A folder of trusted public keys, one of which must have signed the gate.")
  private @Nullable Path keys;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  GateVerifyCommand() {}

  @Override
  public Integer call() throws FailedCommandException, GateArtefactException, EngineStartException {
    PrintWriter out = spec.commandLine().getOut();
    String location = NamedGate.of(gate).location();
    GateManifest manifest = GateArtefact.readManifest(location);
    out.println("  " + manifest.gate());
    Path trusted = keys;
    boolean sound = files(location, manifest, out);
    sound &= trusted == null || signature(folder(location), trusted, out);
    out.println();
    boolean serves = variants(location, manifest, out);
    out.println();
    out.println("  " + inWords(sound, trusted != null, serves));
    out.flush();
    return sound && serves ? 0 : 1;
  }

  private static String inWords(boolean sound, boolean signed, boolean serves) {
    if (!sound) {
      return "It is not as it was released: put the released files back in place.";
    }
    String whole =
        signed
            ? "It is as it was released"
            : "Its files are what its manifest says (who signed that, --keys asks)";
    return whole + (serves ? ", and it serves here." : ", but no variant serves here.");
  }

  private static boolean files(String location, GateManifest manifest, PrintWriter out)
      throws FailedCommandException, GateArtefactException {
    Path folder = folder(location);
    var table = new Table("file", "state");
    boolean sound = true;
    try {
      for (FileCheck.Line line : FileCheck.of(folder, manifest.files())) {
        table.row(line.file(), line.state().word());
        sound &= !line.state().damaged();
      }
    } catch (IOException e) {
      throw new FailedCommandException("cannot read %s: %s".formatted(folder, e.getMessage()), e);
    }
    out.println();
    table.print(out);
    return sound;
  }

  private static boolean signature(Path folder, Path trusted, PrintWriter out) {
    out.println();
    try {
      String key = ManifestSignature.check(folder, new KeyFolder(trusted));
      new Sheet(out).fact("signature", "ok, by " + key);
      return true;
    } catch (ReleaseRefusedException e) {
      new Sheet(out).fact("signature", String.valueOf(e.getMessage()));
      return false;
    }
  }

  /** What is on the class path is copied, and checked while it is. */
  private static Path folder(String location) throws GateArtefactException {
    return location.startsWith(GateArtefact.CLASSPATH)
        ? Objects.requireNonNull(GateArtefact.read(location).resolve("manifest.json").getParent())
        : Path.of(location);
  }

  private static boolean variants(String location, GateManifest manifest, PrintWriter out)
      throws EngineStartException {
    var table = new Table("variant", ">worst", ">tolerance", "on this machine");
    List<Trial> trials;
    try {
      trials = EmbeddedGates.test(location);
    } catch (GateArtefactException e) {
      new Sheet(out).fact("not tried", String.valueOf(e.getMessage()));
      return false;
    }
    for (Trial trial : trials) {
      String tolerance = String.valueOf(manifest.golden().toleranceOf(trial.variant()));
      if (trial instanceof Trial.Passed passed) {
        table.row(trial.variant(), Table.number("%.4f", passed.worst()), tolerance, "serves");
      } else {
        var refusal = (Refusal) trial;
        table.row(trial.variant(), "-", tolerance, "refused: " + refusal.reason().wireName());
      }
    }
    table.print(out);
    trials.stream()
        .filter(Refusal.class::isInstance)
        .forEach(refusal -> new Sheet(out).fact("", refusal.toString()));
    return trials.stream().anyMatch(Trial.Passed.class::isInstance);
  }
}
