package dev.vedette.cli.gate;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.OutputFile;
import dev.vedette.cli.Version;
import dev.vedette.cli.text.Sheet;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.choice.NoServingVariantException;
import dev.vedette.djl.engine.EngineStartException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "How fast each variant of a gate is on this machine, what processor time it takes, and which"
          + " of them the job would choose. One thread, from pixels or readings to scores; the decoding"
          + " of a JPEG is the same for all variants, and is in the figure for one frame alone.",
      "Let nothing else run meanwhile: variants are timed in turns, so their ratios hold on a busy"
          + " machine, but their times do not.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette gate bench person", //
      "  vedette gate bench person --batch 1,16,64 --seconds 2 --json bench.json",
    })
final class GateBenchCommand implements Callable<Integer> {
  private static final int LARGEST_BATCH = 1024;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "GATE",
      description = "A gate that comes with Vedette, or a gate's folder.")
  private String gate;

  @Option(
      names = "--batch",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,8,32",
      description = "Events in a call (default: ${DEFAULT-VALUE}).")
  private List<Integer> sizes;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "1",
      description = "For each variant at each size (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(names = "--json", paramLabel = "FILE", description = "The report for programs.")
  private @Nullable Path json;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  GateBenchCommand() {}

  @Override
  public Integer call()
      throws FailedCommandException,
          GateArtefactException,
          EngineStartException,
          NoServingVariantException {
    if (sizes.isEmpty() || sizes.stream().anyMatch(size -> size < 1 || size > LARGEST_BATCH)) {
      throw new ParameterException(
          spec.commandLine(), "--batch is not in 1..%d: %s".formatted(LARGEST_BATCH, sizes));
    }
    if (!(seconds > 0 && seconds <= 3600)) {
      throw new ParameterException(
          spec.commandLine(), "--seconds is not above 0, or more than an hour: " + seconds);
    }
    OutputFile report = json == null ? null : OutputFile.anew(json, "--json");
    PrintWriter out = spec.commandLine().getOut();
    BenchReport result =
        BenchReport.measure(
            NamedGate.of(gate),
            sizes.stream().distinct().sorted().mapToInt(size -> size).toArray(),
            Duration.ofNanos((long) (seconds * 1e9)),
            step -> {
              out.println("  " + step);
              out.flush();
            });
    new BenchTable(result, out).print();
    if (report != null) {
      report.writeJson(result);
      new Sheet(out).fact("report", report.toString());
    }
    return 0;
  }
}
