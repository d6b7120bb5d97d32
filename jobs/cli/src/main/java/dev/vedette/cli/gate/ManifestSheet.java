package dev.vedette.cli.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.cli.text.Sheet;
import dev.vedette.cli.text.Table;
import dev.vedette.core.gate.Thresholds;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.artefact.Input;
import dev.vedette.djl.artefact.PictureInput;
import dev.vedette.djl.artefact.Variant;
import dev.vedette.djl.artefact.WindowInput;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A gate's manifest for people. */
final class ManifestSheet {
  private final GateArtefact artefact;
  private final GateManifest manifest;
  private final JsonNode all;
  private final PrintWriter out;
  private final Sheet sheet;

  /**
   * @param all of the manifest, also what nobody but people reads
   */
  ManifestSheet(GateArtefact artefact, JsonNode all, PrintWriter out) {
    this.artefact = artefact;
    this.manifest = artefact.manifest();
    this.all = all;
    this.out = out;
    this.sheet = new Sheet(out);
  }

  void print() {
    sheet.fact("gate", manifest.gate());
    sheet.fact("looks for", String.join(", ", manifest.labels()));
    sheet.fact("task", text("/task"));
    sheet.fact("judges", manifest.kind() + " events");
    sheet.fact("input", input(manifest.input()));
    sheet.fact("output", output());
    if (manifest.tellsWhere()) {
      sheet.fact("region", text("/outputs/region/meaning"));
    }
    sheet.fact("threshold", thresholds());
    sheet.fact("fitted by", text("/threshold/fittedBy"));
    sheet.fact("golden", golden());
    all.path("provenance")
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getValue().isValueNode()) {
                sheet.fact(inWords(field.getKey()), field.getValue().asText());
              }
            });
    sheet.fact("licence", text("/licence"));
    out.println();
    variants();
    out.println();
    files();
  }

  /** Of the source, whose licence need not be the gate's. */
  private static String inWords(String key) {
    return key.equals("licence")
        ? "source licence"
        : key.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
  }

  private static String input(Input input) {
    if (input instanceof PictureInput picture) {
      return "%dx%d pictures, %s, %s; %s"
          .formatted(
              picture.width(),
              picture.height(),
              picture.channels(),
              picture.dtype(),
              picture.resize());
    }
    var window = (WindowInput) input;
    return "windows of %d readings, a new one every %d, %s; at most %d lost readings are filled; %s"
        .formatted(
            window.samples(),
            window.slide(),
            window.dtype(),
            window.gap().mostFilled(),
            window.channels().stream()
                .map(channel -> channel.name() + " in " + unit(channel.unit()))
                .collect(Collectors.joining(", ", "channels: ", "")));
  }

  private static String unit(String unit) {
    return unit.equals("1") ? "1 (a pure number)" : unit;
  }

  private String output() {
    if (manifest.outputs() == null) {
      return text("/output/meaning");
    }
    return "%d features (%s) and a prior (%s), which a head outside the graph turns into a score: %s"
        .formatted(
            manifest.outputs().features().size(),
            text("/outputs/features/meaning"),
            text("/outputs/prior/meaning"),
            text("/head/score"));
  }

  private String thresholds() {
    Thresholds thresholds =
        artefact
            .head()
            .map(head -> head.thresholds())
            .orElseGet(() -> Thresholds.of(manifest.threshold().value()));
    List<String> parts = new ArrayList<>();
    parts.add(String.valueOf(thresholds.usual()));
    new TreeMap<>(thresholds.byClass())
        .forEach((deviceClass, one) -> parts.add("%s for class %s".formatted(one, deviceClass)));
    return String.join(", ", parts);
  }

  private String golden() {
    int pictures = manifest.golden().pictures().size();
    return "%d inputs%s with the answers that each variant must give"
        .formatted(
            manifest.golden().count(), pictures == 0 ? "" : " and %d JPEGs".formatted(pictures));
  }

  private void variants() {
    var table = new Table("variant", "engine", "arithmetic", ">kB", ">tolerance", "needs");
    for (Variant variant : manifest.variants()) {
      table.row(
          variant.name(),
          variant.engine(),
          variant.arithmetic() == null ? "-" : variant.arithmetic(),
          kilobytes(variant),
          String.valueOf(manifest.golden().toleranceOf(variant.name())),
          needs(variant));
    }
    table.print(out);
  }

  private String kilobytes(Variant variant) {
    long bytes = 0;
    for (String file : variant.files().keySet()) {
      Path path = artefact.resolve(file);
      try {
        bytes += Files.size(path);
      } catch (IOException e) {
        return "?"; // 'verify' says what is the matter with it
      }
    }
    return Table.number("%,d", (bytes + 500) / 1000);
  }

  private static String needs(Variant variant) {
    List<String> needs = new ArrayList<>(variant.requires().arch());
    new TreeMap<>(variant.requires().env()).forEach((name, value) -> needs.add(name + '=' + value));
    return needs.isEmpty() ? "-" : String.join(", ", needs);
  }

  private void files() {
    out.println("  SHA-256");
    out.println("  " + artefact.id() + "  manifest.json");
    for (Map.Entry<String, String> file : manifest.files().entrySet()) {
      out.println("  " + file.getValue() + "  " + file.getKey());
    }
    out.flush();
  }

  private String text(String pointer) {
    return all.at(pointer).asText("-");
  }
}
