package dev.vedette.cli.gate;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.Version;
import dev.vedette.cli.text.Sheet;
import dev.vedette.cloud.signature.ManifestSignature;
import dev.vedette.cloud.signature.SigningKey;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "sign",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Signs a gate's manifest, and writes manifest.sig beside it. The manifest holds a hash of every"
          + " file of the gate, so the signature vouches for all of them.",
      "A gate with a damaged file is not signed."
    },
    footerHeading = "%nExamples:%n",
    footer = "  vedette gate sign gates/mine --key keys/site-1.key.pem")
final class GateSignCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "The gate's folder.")
  private Path folder;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "A private key, NAME.key.pem.")
  private Path keyFile;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  GateSignCommand() {}

  @Override
  public Integer call() throws FailedCommandException, GateArtefactException {
    SigningKey key = KeyFiles.read(keyFile, spec.commandLine().getErr());
    GateArtefact gate = GateArtefact.read(folder.toString());
    for (Variant variant : gate.manifest().variants()) {
      Optional<String> damage = gate.damageOf(variant);
      if (damage.isPresent()) {
        throw new FailedCommandException(
            "not signed: %s. Put the gate's files back in place".formatted(damage.get()));
      }
    }
    Path file = folder.resolve(ManifestSignature.FILE);
    try {
      byte[] manifest = Files.readAllBytes(gate.resolve("manifest.json"));
      Files.write(file, ManifestSignature.of(manifest, key).json());
    } catch (IOException e) {
      throw new FailedCommandException("cannot write %s: %s".formatted(file, e.getMessage()), e);
    }
    var sheet = new Sheet(spec.commandLine().getOut());
    sheet.fact("signed", "%s by %s".formatted(gate.manifest().gate(), key.keyId()));
    sheet.fact("signature", file.toString());
    return 0;
  }
}
