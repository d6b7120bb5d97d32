package dev.vedette.cli.gate;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.Version;
import dev.vedette.cli.text.Sheet;
import dev.vedette.cloud.key.KeyFileException;
import dev.vedette.cloud.signature.KeyPairFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Makes a key pair for signing releases and gates (Ed25519, in PEM files).",
      "NAME.key.pem is for whoever signs, and for nobody else. NAME.pem is for every machine that"
          + " shall believe them: put it into the folder that vedette.gate.release-keys names. To"
          + " stop believing a key, take its file away there; no restart is needed."
    },
    footerHeading = "%nExamples:%n",
    footer = "  vedette gate keys site-1 --out keys/")
final class GateKeysCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      description = "Of the key: letters, digits, dashes and underscores.")
  private String name;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the two files. None is ever written over.")
  private Path out;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  GateKeysCommand() {}

  @Override
  public Integer call() throws FailedCommandException {
    KeyPairFiles files;
    try {
      files = KeyPairFiles.create(name, out);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "NAME: " + e.getMessage(), e);
    } catch (KeyFileException e) {
      throw new FailedCommandException(String.valueOf(e.getMessage()), e);
    }
    PrintWriter to = spec.commandLine().getOut();
    var sheet = new Sheet(to);
    sheet.fact("private", files.privateKey() + " signs; keep it, and show it to nobody");
    sheet.fact(
        "public",
        files.publicKey()
            + " checks; copy it to every machine of the job, into the folder that"
            + " vedette.gate.release-keys names");
    return 0;
  }
}
