package dev.vedette.cli;

import dev.vedette.cli.quickstart.Quickstart;
import dev.vedette.cli.quickstart.QuickstartPlan;
import dev.vedette.cli.quickstart.QuickstartPlan.RealProvider;
import dev.vedette.cloud.price.PriceFile;
import dev.vedette.cloud.price.PriceTable;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "quickstart",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Shows everything in this one process: a Kafka broker, Flink with the job, cameras, and a"
          + " simulated provider of a cloud model. Nothing is installed, and nothing leaves this"
          + " machine unless a provider is named.",
      "The engines' libraries and the gates are unpacked once, 650 MB, and stay in"
          + " ~/.javacpp/cache, which can be deleted at will.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette quickstart                                 until Ctrl-C",
      "  vedette quickstart --events 2000 --report r.json   ends, with a report",
      "  vedette quickstart --input clip.gif                your own pictures",
      "  vedette quickstart --provider-url http://127.0.0.1:8000/v1 --model llava \\",
      "      --price-input 0 --price-output 0               a model server of your own",
      "  vedette quickstart --provider-url https://api.openai.com/v1 --model gpt-4o-mini \\",
      "      --api-key-file KEY                             a real cloud, by the shipped prices",
    })
final class QuickstartCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description = "What the cameras see: a folder of pictures, a .gif or a .mjpeg file.")
  private @Nullable Path input;

  @Option(
      names = "--devices",
      defaultValue = "4",
      description = "How many cameras (default: ${DEFAULT-VALUE}).")
  private int devices;

  @Option(
      names = "--rate",
      paramLabel = "PER-SECOND",
      defaultValue = "100",
      description = {
        "Events a second of all cameras together (default: ${DEFAULT-VALUE}). 0: as fast as"
            + " possible; a run that ends then has simulated clocks too, and no time from capture"
            + " to verdict. Cameras wait when the job is far behind."
      })
  private double rate;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "End after so many events (default: until Ctrl-C).")
  private @Nullable Long events;

  @Option(names = "--report", paramLabel = "FILE", description = "Write the report as JSON.")
  private @Nullable Path report;

  @Option(
      names = "--latency",
      paramLabel = "MILLIS",
      defaultValue = "600",
      description = "Median answer time of the simulated provider (default: ${DEFAULT-VALUE}).")
  private long latencyMillis;

  @Option(
      names = "--calls-per-minute",
      paramLabel = "N",
      defaultValue = "600",
      description = "Cap on cloud calls of each account (default: ${DEFAULT-VALUE}).")
  private int callsPerMinute;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "1",
      description = "Subtasks of the job (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(names = "--no-ui", description = "Do not show Flink's web interface.")
  private boolean noUi;

  @ArgGroup(
      exclusive = false,
      heading = "%nA provider of your own, instead of the simulated one:%n")
  private @Nullable ProviderGroup provider;

  /** A price that is not known would make the report a lie: the table says it, or somebody does. */
  static final class ProviderGroup {
    @Option(
        names = "--provider-url",
        required = true,
        paramLabel = "URL",
        description = "Where OpenAI's chat completions are spoken, up to /v1.")
    private URI url;

    @Option(names = "--model", required = true, description = "The model that is asked.")
    private String model;

    @Option(
        names = "--price-input",
        paramLabel = "USD",
        description = "US dollars for a million input tokens; if unset, by the shipped table.")
    private @Nullable BigDecimal inputPrice;

    @Option(
        names = "--price-output",
        paramLabel = "USD",
        description = "US dollars for a million output tokens; goes with --price-input.")
    private @Nullable BigDecimal outputPrice;

    @Option(names = "--api-key-file", paramLabel = "FILE", description = "File with the key.")
    private @Nullable Path keyFile;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    ProviderGroup() {}

    RealProvider checked() throws FailedCommandException {
      if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          || url.getHost() == null) {
        throw new IllegalArgumentException("--provider-url is no http or https address: " + url);
      }
      BigDecimal input = inputPrice;
      BigDecimal output = outputPrice;
      if ((input == null) != (output == null)) {
        throw new IllegalArgumentException(
            "%s is missing: --price-input and --price-output are set both, or neither"
                .formatted(input == null ? "--price-input" : "--price-output"));
      }
      if (input != null && output != null && input.min(output).signum() < 0) {
        throw new IllegalArgumentException(
            "--price-input or --price-output < 0: %s, %s".formatted(input, output));
      }
      Path file = keyFile;
      if (file != null && !Files.isReadable(file)) {
        throw new FailedCommandException(
            "cannot read the key file %s, which --api-key-file names".formatted(file));
      }
      if (input == null || output == null) {
        requireKnownPrice();
        return new RealProvider(url, model, file, null, null);
      }
      return new RealProvider(url, model, file, input.toPlainString(), output.toPlainString());
    }

    private void requireKnownPrice() {
      PriceTable prices = PriceFile.shipped();
      if (!prices.has(model, url)) {
        throw new IllegalArgumentException(
            "the prices of %s have no %s at %s: set --price-input and --price-output"
                .formatted(prices.version(), model, url.getHost()));
      }
    }
  }

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  QuickstartCommand() {}

  @Override
  public Integer call() throws Exception {
    StopSignal stop = StopSignal.ofProcess();
    QuickstartPlan plan = plan();
    if (report != null) {
      requireWritable(report);
    }
    new Quickstart(plan, stop, spec.commandLine().getOut()).run();
    return stop.requested() && plan.events() != QuickstartPlan.ENDLESS ? 130 : 0;
  }

  private QuickstartPlan plan() throws FailedCommandException {
    ProviderGroup named = provider;
    try {
      return new QuickstartPlan(
          input,
          devices,
          rate,
          events == null ? QuickstartPlan.ENDLESS : events,
          report,
          named == null ? null : named.checked(),
          Duration.ofMillis(latencyMillis),
          callsPerMinute,
          parallelism,
          !noUi);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Now, and not when there is something to write. */
  private static void requireWritable(Path file) throws FailedCommandException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null || Files.isDirectory(file)) {
      throw new FailedCommandException(
          "%s, which --report names, is a folder and not a file".formatted(file));
    }
    if (!Files.isDirectory(parent)) {
      throw new FailedCommandException("no folder %s for the report".formatted(parent));
    }
    if (!Files.isWritable(Files.exists(file) ? file : parent)) {
      throw new FailedCommandException(
          "the report %s cannot be written: no permission".formatted(file));
    }
  }
}
