package dev.vedette.cli.gate;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.Version;
import dev.vedette.cli.text.Table;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.GateManifest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "The gates that come with Vedette, and those in a folder of yours.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette gate list", //
      "  vedette gate list --gates gates/",
    })
final class GateListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--gates",
      paramLabel = "DIR",
      description = "A folder with a folder for each gate; all with a manifest.json are shown.")
  private @Nullable Path gates;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  GateListCommand() {}

  @Override
  public Integer call() throws FailedCommandException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<NamedGate> all = new ArrayList<>(NamedGate.builtIn());
    if (gates != null) {
      all.addAll(NamedGate.in(gates));
    }
    var table = new Table("gate", "version", "judges", "looks for", "variants");
    int unreadable = 0;
    for (NamedGate gate : all) {
      try {
        GateManifest manifest = GateArtefact.readManifest(gate.location());
        table.row(
            gate.said(),
            manifest.version(),
            manifest.kind(),
            String.join(", ", manifest.labels()),
            manifest.variantNames());
      } catch (GateArtefactException e) {
        err.println(e.getMessage());
        err.flush();
        unreadable++;
      }
    }
    table.print(out);
    return unreadable == 0 ? 0 : 1;
  }
}
