package dev.vedette.cli.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.Version;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "What a gate looks for, what it wants to be fed, its thresholds and variants, where it comes"
          + " from, and the hash of each of its files."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette gate inspect person", //
      "  vedette gate inspect gates/mine --json",
    })
final class GateInspectCommand implements Callable<Integer> {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "GATE",
      description = "A gate that comes with Vedette, or a gate's folder.")
  private String gate;

  @Option(names = "--json", description = "The manifest as JSON, for programs.")
  private boolean json;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  GateInspectCommand() {}

  @Override
  public Integer call() throws FailedCommandException, GateArtefactException {
    PrintWriter out = spec.commandLine().getOut();
    GateArtefact artefact = GateArtefact.read(NamedGate.of(gate).location());
    JsonNode manifest = manifest(artefact);
    if (json) {
      out.println(asJson(artefact, manifest));
      out.flush();
    } else {
      new ManifestSheet(artefact, manifest, out).print();
    }
    return 0;
  }

  /** All of it: the code that serves gates reads only what it needs. */
  private static JsonNode manifest(GateArtefact artefact) throws GateArtefactException {
    try {
      return MAPPER.readTree(artefact.bytes("manifest.json"));
    } catch (IOException e) {
      throw artefact.damage("manifest.json", "is no JSON: " + e.getMessage());
    }
  }

  private static String asJson(GateArtefact artefact, JsonNode manifest) {
    ObjectNode all = MAPPER.createObjectNode();
    all.put("gate", artefact.manifest().gate());
    all.put("sha256", artefact.id());
    artefact
        .head()
        .ifPresent(
            head ->
                all.putObject("thresholds")
                    .put("default", head.thresholds().usual())
                    .setAll(MAPPER.<ObjectNode>valueToTree(head.thresholds().byClass())));
    all.set("manifest", manifest);
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON is always JSON", e);
    }
  }
}
