package dev.vedette.scenarios;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What submitting the job to one session cluster again and again leaves behind there, and what
 * ending its task manager does: class loaders, metaspace, resident memory.
 */
final class Submissions {
  /**
   * The task manager's first one stays as long as the process: JavaCPP's thread, which frees native
   * memory, was started from its classes and remembers them. Another one stays until the next takes
   * its place: the JDK's own code for {@code equals} of records remembers whose it compared last.
   */
  private static final int PINNED = 2;

  /** While a job runs, the job manager's and the task manager's besides. */
  private static final int PINNED_AND_RUNNING = PINNED + 2;

  private static final String SUBMISSION = "submission ";
  private static final String FAILOVER = "failover ";
  private static final double FLAT = 0.05;

  private final SubmissionPlan plan;
  private final Input input;
  private final Source source;
  private final SessionCluster cluster;
  private final Path folder;
  private final List<After> steps = new ArrayList<>();
  private long inTopic;

  /**
   * What is left after a step.
   *
   * @param allowed class loaders of user code
   * @param loaders that are alive
   * @param seconds that the step took, until the job had judged all events
   */
  record After(String step, int allowed, int loaders, double seconds, MemoryUse memory) {
    boolean isClean() {
      return loaders <= allowed;
    }
  }

  /** How far memory strays, in megabytes; the first of either kind loads what stays. */
  record Growth(Drift metaspace, Drift resident) {
    static Growth of(List<After> steps, String kind) {
      List<MemoryUse> memory =
          steps.stream().filter(after -> after.step().startsWith(kind)).map(After::memory).toList();
      return new Growth(
          Drift.of(memory.stream().map(MemoryUse::metaspaceMegabytes).toList(), 1),
          Drift.of(memory.stream().map(MemoryUse::residentMegabytes).toList(), 1));
    }

    boolean isFlat() {
      return metaspace.isWithin(FLAT) && resident.isWithin(FLAT);
    }

    String text() {
      return String.format(
          Locale.ROOT,
          "metaspace %.1f %%, resident %.1f %%, wanted within %.0f %%: %s",
          metaspace.share() * 100,
          resident.share() * 100,
          FLAT * 100,
          isFlat() ? "met" : "missed");
    }
  }

  /** All of it. */
  record Result(boolean clean, Growth bySubmissions, Growth byFailovers, List<After> steps) {
    static Result of(List<After> steps) {
      return new Result(
          steps.stream().allMatch(After::isClean),
          Growth.of(steps, SUBMISSION),
          Growth.of(steps, FAILOVER),
          steps);
    }

    boolean isFlat() {
      return bySubmissions.isFlat() && byFailovers.isFlat();
    }
  }

  private Submissions(SubmissionPlan plan, Source source, SessionCluster cluster, Path folder) {
    this.plan = plan;
    this.input = plan.common().inputs().get(0);
    this.source = source;
    this.cluster = cluster;
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    SubmissionPlan plan = SubmissionPlan.parse(args);
    Report report = Report.begin("submissions", args);
    Path folder = Files.createTempDirectory("vedette-submissions");
    Result result;
    try (Source source = Source.start();
        SessionCluster cluster =
            SessionCluster.start(plan.common().withJvm("-XX:+AlwaysPreTouch"))) {
      result = new Submissions(plan, source, cluster, folder).run();
    } finally {
      Folders.delete(folder);
    }
    report.finish(List.of(result), plan.common().out());
    print(result);
    System.exit(result.clean() && result.isFlat() ? 0 : 1);
  }

  private Result run() throws Exception {
    send();
    for (int i = 1; i <= plan.times(); i++) {
      long start = System.nanoTime();
      submit();
      double seconds = (System.nanoTime() - start) / 1e9;
      cluster.cancel();
      note(SUBMISSION + i, PINNED, seconds);
    }
    submit();
    note("one more, which runs on", PINNED_AND_RUNNING, 0);
    for (int i = 1; i <= plan.times(); i++) {
      long start = System.nanoTime();
      cluster.failOver();
      send();
      cluster.awaitRejected(inTopic);
      note(FAILOVER + i, PINNED_AND_RUNNING, (System.nanoTime() - start) / 1e9);
    }
    cluster.cancel();
    note("its end", PINNED, 0);
    Result result = Result.of(steps);
    Path dump = plan.heapDump();
    if (dump != null && !result.clean()) {
      cluster.dump(dump);
    }
    return result;
  }

  private void send() throws Exception {
    source.fill(input, plan.common().events());
    inTopic += plan.common().events();
  }

  private void submit() throws Exception {
    Path checkpoints = Files.createTempDirectory(folder, "checkpoints");
    cluster.submit(JobOptions.of(source.bootstrap(), input, plan.common().options(), checkpoints));
    cluster.awaitRejected(inTopic);
  }

  private void note(String step, int allowed, double seconds) throws Exception {
    SessionCluster.Left left = cluster.measure(allowed);
    steps.add(new After(step, allowed, left.loaders(), seconds, left.memory()));
    System.err.printf(
        Locale.ROOT, "%s: %d loaders, %s%n", step, left.loaders(), left.memory().text());
  }

  private static void print(Result result) {
    System.out.println(
        "| after | loaders (allowed) | classes | metaspace MB | resident MB | s |\n"
            + "|---|---|---|---|---|---|");
    for (After after : result.steps()) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %d (%d) | %d | %.1f | %.0f | %.1f |%n",
          after.step(),
          after.loaders(),
          after.allowed(),
          after.memory().classes(),
          after.memory().metaspaceMegabytes(),
          after.memory().residentMegabytes(),
          after.seconds());
    }
    System.out.printf(
        "From the second submission on: %s%nFrom the second failover on: %s%n"
            + "No class loader left over: %s%n",
        result.bySubmissions().text(),
        result.byFailovers().text(),
        result.clean() ? "met" : "missed");
  }
}
