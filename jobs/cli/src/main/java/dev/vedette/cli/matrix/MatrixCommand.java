package dev.vedette.cli.matrix;

import dev.vedette.cli.OutputFile;
import dev.vedette.cli.StopSignal;
import dev.vedette.cli.Version;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "matrix",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Replays the same events edge only, cloud only and hybrid, and shows side by side what each"
          + " costs, how long it takes, what leaves the site, what is answered with the network cut,"
          + " and what the gate misses.",
      "Everything is measured while it runs; cameras and provider are simulated, and no cent is"
          + " spent. It takes some five minutes; the log is beside that of the other commands.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette matrix                                     a table",
      "  vedette matrix --html matrix.html --json m.json    with a page, and for programs",
      "  vedette matrix --core-hour 0.002 --watts 4         a small box of one's own",
      "  vedette matrix --rounds 5 --events 2000            closer, and longer"
    })
public final class MatrixCommand implements Callable<Integer> {
  private static final int STOPPED = 130;

  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "600",
      description = "Events of each replay (default: ${DEFAULT-VALUE}).")
  private long events;

  @Option(
      names = "--rate",
      paramLabel = "PER-SECOND",
      defaultValue = "40",
      description = "Events a second of all cameras together (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--devices",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many cameras (default: ${DEFAULT-VALUE}).")
  private int devices;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "How often all of it is done, each time with other events (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--latency",
      paramLabel = "MILLIS",
      defaultValue = "600",
      description = "Median answer time of the simulated provider (default: ${DEFAULT-VALUE}).")
  private long latencyMillis;

  @Option(
      names = "--core-hour",
      paramLabel = "USD",
      defaultValue = "0.04",
      description =
          "What an hour of one busy core costs (default: ${DEFAULT-VALUE}, about that of a rented"
              + " one).")
  private BigDecimal coreHour;

  @Option(
      names = "--watts",
      paramLabel = "W",
      defaultValue = "10",
      description = "What one busy core draws (default: ${DEFAULT-VALUE}).")
  private double watts;

  @Option(
      names = "--far-off",
      paramLabel = "SHARE",
      defaultValue = "0.3",
      description =
          "Of those who come, who stay so far off that the gate misses some (default:"
              + " ${DEFAULT-VALUE}).")
  private double farOff;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page with plots, which needs nothing but itself.")
  private @Nullable Path html;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  public MatrixCommand() {}

  @Override
  public Integer call() throws Exception {
    MatrixPlan plan = plan();
    OutputFile figures = json == null ? null : OutputFile.anew(json, "--json");
    OutputFile page = html == null ? null : OutputFile.anew(html, "--html");
    StopSignal stop = StopSignal.ofProcess();
    PrintWriter out = spec.commandLine().getOut();
    MatrixReport report;
    try {
      report = new Matrix(plan, commandLine(), stop, out).run();
    } catch (StoppedException e) {
      out.println("stopped before its end; nothing was written");
      out.flush();
      return STOPPED;
    }
    MatrixTable.print(report, out);
    if (figures != null) {
      figures.writeJson(report);
      out.println("  figures in " + figures);
    }
    if (page != null) {
      page.write(new MatrixPage(report).html().getBytes(StandardCharsets.UTF_8));
      out.println("  page in " + page);
    }
    out.flush();
    return 0;
  }

  /** As somebody would type it again. */
  private String commandLine() {
    return "./vedette "
        + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
  }

  private MatrixPlan plan() {
    try {
      return new MatrixPlan(events, rate, devices, rounds, latencyMillis, coreHour, watts, farOff);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
