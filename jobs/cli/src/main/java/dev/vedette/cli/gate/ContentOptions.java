package dev.vedette.cli.gate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a release brings. */
final class ContentOptions {
  @Option(
      names = "--head",
      paramLabel = "FILE",
      description = "A head.json, such as 'vedette gate teach' writes; it goes by value.")
  @Nullable Path head;

  @Option(
      names = "--base",
      paramLabel = "VERSION",
      description = "The graph that the head fits on (default: the one that its file names).")
  @Nullable String base;

  @Option(
      names = "--artefact",
      paramLabel = "PATH",
      description = "A gate's folder, or its archive; it goes by reference, see --uri.")
  @Nullable Path artefact;

  @Option(
      names = "--uri",
      paramLabel = "URI",
      description = {
        "Where the job finds the artefact, below one of its vedette.gate.release-roots. The archive"
            + " is written there, if this machine knows such a file system and nothing else is there."
      })
  @Nullable String uri;

  @Option(
      names = "--uploaded",
      description = "The archive is at the URI already: somebody else has put it there.")
  boolean uploaded;

  @Option(
      names = "--inline-artefact",
      paramLabel = "PATH",
      description = "A small gate's folder, or its archive; it goes by value.")
  @Nullable Path inline;

  @Option(
      names = "--thresholds",
      paramLabel = "CLASS=SCORE,...",
      description =
          "From which score a device class is positive; 'default' for all that are not named. Alone,"
              + " or with one of the others.")
  private @Nullable String thresholds;

  /**
   * Looks whether the options fit together.
   *
   * @throws IllegalArgumentException if not
   */
  void check() {
    long contents = Stream.of(head, artefact, inline).filter(path -> path != null).count();
    if (contents > 1) {
      throw new IllegalArgumentException("one of --head, --artefact and --inline-artefact");
    }
    if (contents == 0 && thresholds == null) {
      throw new IllegalArgumentException(
          "what is released? Give --head, --artefact, --inline-artefact or --thresholds");
    }
    if ((artefact == null) != (uri == null)) {
      throw new IllegalArgumentException("--artefact and --uri go together");
    }
    if (uploaded && artefact == null) {
      throw new IllegalArgumentException("--uploaded goes with --artefact");
    }
    if (base != null && head == null) {
      throw new IllegalArgumentException("--base goes with --head");
    }
    thresholds();
  }

  /**
   * Parsed.
   *
   * @throws IllegalArgumentException if one is none
   */
  Map<String, Double> thresholds() {
    Map<String, Double> parsed = new LinkedHashMap<>();
    if (thresholds != null) {
      for (String one : thresholds.split(",", -1)) {
        String[] parts = one.split("=", -1);
        double score = parts.length == 2 ? score(parts[1]) : Double.NaN;
        if (!(score >= 0 && score <= 1) || parts[0].isBlank()) {
          throw new IllegalArgumentException(
              "--thresholds: '%s' is not CLASS=SCORE with a score in 0..1".formatted(one));
        }
        if (parsed.put(parts[0].trim(), score) != null) {
          throw new IllegalArgumentException("--thresholds: %s is there twice".formatted(parts[0]));
        }
      }
    }
    return parsed;
  }

  private static double score(String text) {
    try {
      return Double.parseDouble(text.trim());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
