package dev.vedette.scenarios.load;

import dev.vedette.scenarios.capacity.CapacityPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command: runs a scenario and writes down what came of it. */
final class LoadRun {
  private static final Path RESULTS = Path.of("load-tests", "results");

  private LoadRun() {}

  public static void main(String[] args) throws Exception {
    System.exit(run(List.of(args)).code());
  }

  static ExitCode run(List<String> args) throws Exception {
    if (args.isEmpty() || args.contains("--help") || args.contains("-h")) {
      System.out.print(Usage.text());
      return args.isEmpty() ? ExitCode.REFUSED : ExitCode.DONE;
    }
    if (args.equals(List.of("capacity"))) {
      System.out.print(CapacityPage.of(RESULTS));
      return ExitCode.DONE;
    }
    Scenario scenario;
    LoadPlan plan;
    try {
      if (args.get(0).equals("capacity")) {
        throw new WrongCommandException("capacity takes no options: " + args.get(1));
      }
      scenario = Scenarios.named(args.get(0));
      plan = LoadPlan.parse(scenario.defaults(), args.subList(1, args.size()));
    } catch (WrongCommandException e) {
      System.err.println("load-tests/run: " + e.getMessage());
      return ExitCode.REFUSED;
    }
    return play(scenario, plan, args);
  }

  private static ExitCode play(Scenario scenario, LoadPlan plan, List<String> args)
      throws Exception {
    Pinning pinning = Pinning.of(plan.unpinned());
    RunReport.Beginning beginning = RunReport.Beginning.now();
    RunFolder folder = RunFolder.create(plan.out(), plan.scenario(), beginning.at().toString());
    List<Play> plays = new ArrayList<>();
    String broken = null;
    List<Finding> conclusion = List.of();
    try {
      for (Scene scene : scenario.scenes(plan)) {
        plays.add(Stage.play(scene, plan, pinning));
      }
      conclusion = scenario.conclude(plays);
    } catch (IllegalStateException | IOException e) {
      broken = String.valueOf(e.getMessage()); // what was found until then is written all the same
    }
    RunReport report =
        RunReport.of(plan, args, pinning, beginning, plays, conclusion, firstLine(broken));
    folder.write(report, plays);
    print(report.findings());
    if (broken != null) {
      System.err.println("load-tests/run: the run failed: " + broken);
    }
    System.out.println(report.exit() + "; " + folder.folder().resolve("index.html"));
    return broken == null ? ExitCode.of(report.findings()) : ExitCode.BROKEN;
  }

  private static @Nullable String firstLine(@Nullable String text) {
    return text == null ? null : text.lines().findFirst().orElse("");
  }

  private static void print(List<Finding> findings) {
    System.out.println("| | found | wanted | |\n|---|---|---|---|");
    for (Finding finding : findings) {
      System.out.printf(
          "| %s | %s | %s | %s |%n",
          finding.name(),
          finding.text(),
          finding.wanted() == null ? "" : finding.wanted(),
          finding.wanted() == null ? "" : finding.met() ? "met" : "missed");
    }
  }
}
