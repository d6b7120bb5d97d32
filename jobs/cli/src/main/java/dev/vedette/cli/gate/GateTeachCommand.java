package dev.vedette.cli.gate;

import dev.vedette.cli.OutputFile;
import dev.vedette.cli.Version;
import dev.vedette.core.learning.TeachingPlan;
import dev.vedette.core.learning.ThresholdRule;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "teach",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Fits the head of a gate, the few kilobytes behind its network, to labelled pictures of your"
          + " own site, and says whether it is better there than the head in service. Nothing is"
          + " written without --out, and nothing goes into service before it is released.",
      "Every picture is judged by a head and a threshold that have not seen it, nor any other"
          + " picture of its scene. A scene is a folder below positive/ or negative/, such as one"
          + " for each camera and day.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette gate teach person --pictures site/ --out head.json",
      "  vedette gate teach person --verdicts checked.csv --base head.json --json report.json",
      "  vedette gate teach person --pictures door/ --class door --out head.json",
    })
final class GateTeachCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "GATE", description = "A gate with a head: its name or its folder.")
  private String gate;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Source source;

  @ArgGroup(exclusive = true)
  private @Nullable Rule rule;

  @Option(
      names = "--base",
      paramLabel = "FILE",
      description = "The head in service, if it is not the gate's first one.")
  private @Nullable Path base;

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description =
          "Only a threshold, for this class of devices. All weights and other thresholds stay.")
  private @Nullable String deviceClass;

  @Option(
      names = "--folds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Parts to judge in turns (default: ${DEFAULT-VALUE}).")
  private int folds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of all that is left to chance (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--variant",
      paramLabel = "NAME",
      description = "Of the network (default: what serves best on this machine).")
  private @Nullable String variant;

  @Option(names = "--out", paramLabel = "FILE", description = "Where the new head goes.")
  private @Nullable Path out;

  @Option(names = "--json", paramLabel = "FILE", description = "The report for programs.")
  private @Nullable Path json;

  static final class Source {
    @Option(
        names = "--pictures",
        paramLabel = "DIR",
        description =
            "A folder with the folders positive and negative, or the gate's label and not-LABEL."
                + " JPEGs are read, in any depth.")
    private @Nullable Path pictures;

    @Option(
        names = "--verdicts",
        paramLabel = "FILE",
        description =
            "A CSV file with the columns picture (from the file's folder) and label (the gate's"
                + " or not-LABEL), and scene if you know it.")
    private @Nullable Path verdicts;
  }

  static final class Rule {
    @Option(
        names = "--max-false-positive-rate",
        paramLabel = "SHARE",
        description =
            "The threshold is the least that at most this share of the negative pictures reaches"
                + " (default: 0.01).")
    private double limit = 0.01;

    @Option(names = "--best-f1", description = "The threshold is that of the greatest F1.")
    private boolean bestF1;
  }

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  GateTeachCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter printer = spec.commandLine().getOut();
    TeachingPlan plan = plan();
    OutputFile headFile = out == null ? null : OutputFile.first(out, "--out");
    OutputFile reportFile = json == null ? null : OutputFile.anew(json, "--json");
    var teaching = Teaching.of(NamedGate.of(gate), base, deviceClass, variant, plan);
    String label = teaching.label();
    Path folder = source.pictures;
    Path csv = source.verdicts;
    Teaching.Taught taught =
        teaching.by(
            folder != null
                ? new PictureFolders(folder, label).read()
                : new VerdictFile(csv == null ? Path.of("") : csv, label).read(),
            printer);
    taught.print(printer);
    if (reportFile != null) {
      reportFile.writeJson(taught.report());
    }
    if (headFile != null) {
      headFile.write(taught.headFile().bytes());
      printer.printf("%n  The head is in %s. Next:%n", headFile);
      printer.printf(
          "    vedette gate release %s --version VERSION --head %s --key FILE --config FILE%n",
          teaching.name(), headFile);
    } else {
      printer.printf("%n  No head was written; --out FILE writes it.%n");
    }
    printer.flush();
    return 0;
  }

  private TeachingPlan plan() {
    Rule given = rule == null ? new Rule() : rule;
    if (!(given.limit >= 0 && given.limit < 1)) {
      throw new ParameterException(
          spec.commandLine(),
          "--max-false-positive-rate is not at least 0 and below 1: " + given.limit);
    }
    if (deviceClass != null && deviceClass.isBlank()) {
      throw new ParameterException(spec.commandLine(), "--class is blank");
    }
    try {
      return new TeachingPlan(
          folds,
          TeachingPlan.USUAL_PENALTIES,
          given.bestF1
              ? new ThresholdRule.GreatestF1()
              : new ThresholdRule.MostFalsePositives(given.limit),
          seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
