package dev.vedette.scenarios;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * JVMs with this one's class path, each on a core of its own where the system can do that: the
 * broker must not take the job's time, nor warm its caches.
 */
public final class Jvm {
  /** Set in the job's JVM, so that a scenario knows that it has been started. */
  private static final String STARTED = "vedette.scenarios.started";

  private static final String UNPINNED = "vedette.scenarios.unpinned";

  /** What Flink needs of JDK 17. */
  private static final List<String> OPENED =
      List.of("java.util", "java.lang", "java.time", "java.util.concurrent");

  /** A young generation so large that the broker's collector hardly ever halts the events. */
  private static final List<String> BESIDE = List.of("-Xms3g", "-Xmx3g", "-Xmn2560m");

  /**
   * Native code reads it when it is loaded; system properties do not reach it. TensorFlow's
   * quantized operations keep what oneDNN compiled for them when their network is closed. Where
   * oneDNN remembers all of it, the same network opened again finds it; by default it remembers
   * less than one network needs for all sizes of a batch. And glibc keeps some freed memory for
   * each thread that ever had any, unless there are few such stores; Flink's own images use another
   * allocator.
   */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "TF_ENABLE_ONEDNN_OPTS", "1",
          "TF_CPP_MIN_LOG_LEVEL", "2",
          "ONEDNN_PRIMITIVE_CACHE_CAPACITY", "8192",
          "MALLOC_ARENA_MAX", "2");

  /**
   * As {@code ./vedette} has them: loading a gate takes what judging leaves of a core, and nothing
   * stands above judging, which the compiler's threads would where root runs this.
   */
  private static final List<String> PRIORITIES =
      Stream.concat(
              Stream.of("-XX:ThreadPriorityPolicy=1", "-XX:JavaPriority1_To_OSPriority=19"),
              IntStream.rangeClosed(2, Thread.MAX_PRIORITY)
                  .mapToObj("-XX:JavaPriority%d_To_OSPriority=0"::formatted))
          .toList();

  private Jvm() {}

  /**
   * Starts the job's JVM on the last core, waits for it and ends this one; or returns, if this is
   * it.
   */
  public static void continueInJobJvm(Class<?> scenario, Arguments arguments, String[] args)
      throws IOException, InterruptedException {
    if (arguments.unpinned()) {
      System.setProperty(UNPINNED, "true");
    }
    if (System.getProperty(STARTED) != null) {
      return;
    }
    Process job = jobBuilder(scenario, arguments, classPath(), List.of(args)).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(job::destroy));
    System.exit(job.waitFor());
  }

  /**
   * Starts a JVM on the last core, with another class path, that is spoken to through its standard
   * input and output.
   */
  static Process startCluster(Class<?> main, Arguments arguments, String classPath)
      throws IOException {
    return jobBuilder(main, arguments, classPath, List.of())
        .redirectError(Redirect.INHERIT)
        .start();
  }

  private static ProcessBuilder jobBuilder(
      Class<?> main, Arguments arguments, String classPath, List<String> args) {
    List<String> flags = new ArrayList<>(List.of("-Xms1g", "-Xmx1g", "-D" + STARTED + "=true"));
    for (String name : OPENED) {
      flags.add("--add-opens=java.base/%s=ALL-UNNAMED".formatted(name));
    }
    flags.addAll(PRIORITIES);
    flags.addAll(arguments.jvm());
    ProcessBuilder builder = builder(main, jobCore(), flags, classPath, args);
    builder.environment().putAll(ENVIRONMENT);
    return builder;
  }

  static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** Starts a JVM on the first core that is spoken to through its standard input and output. */
  static Process startBeside(Class<?> main) throws IOException {
    return builder(main, 0, BESIDE, classPath(), List.of()).redirectError(Redirect.INHERIT).start();
  }

  public static boolean pins() {
    return !Boolean.getBoolean(UNPINNED)
        && cores() > 1
        && List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));
  }

  public static int jobCore() {
    return cores() - 1;
  }

  /** Of the machine: inside the pinned JVM the runtime sees one. */
  private static int cores() {
    return Integer.getInteger(
        "vedette.scenarios.cores", Runtime.getRuntime().availableProcessors());
  }

  private static ProcessBuilder builder(
      Class<?> main, int core, List<String> flags, String classPath, List<String> args) {
    List<String> command = new ArrayList<>();
    if (pins()) {
      command.addAll(List.of("taskset", "-c", String.valueOf(core)));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dvedette.scenarios.cores=" + cores());
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(args);
    return new ProcessBuilder(command);
  }
}
