package dev.vedette.cluster;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder as a distribution of Flink is one, with what was added to it: {@code lib}, {@code
 * plugins}, {@code usrlib}, {@code conf} and {@code log}.
 */
record FlinkHome(Path folder, Map<String, String> environment, List<String> javaOptions) {
  /** As in the default configuration of a distribution: {@code env.java.default-opts.all}. */
  private static final List<String> OPENED =
      List.of(
          "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
          "--add-exports=jdk.compiler/com.sun.tools.javac.api=ALL-UNNAMED",
          "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
          "--add-exports=jdk.compiler/com.sun.tools.javac.parser=ALL-UNNAMED",
          "--add-exports=jdk.compiler/com.sun.tools.javac.tree=ALL-UNNAMED",
          "--add-exports=jdk.compiler/com.sun.tools.javac.util=ALL-UNNAMED",
          "--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.text=ALL-UNNAMED",
          "--add-opens=java.base/java.time=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED");

  private static final String LOGGING =
      """
      rootLogger.level = INFO
      rootLogger.appenderRef.console.ref = Console
      appender.console.name = Console
      appender.console.type = CONSOLE
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1.} [%t] %m%n
      """;

  /**
   * Lays one out, with links to what is elsewhere.
   *
   * @param configuration of all processes
   */
  static FlinkHome layOut(ClusterPlan plan, Map<String, String> configuration) throws IOException {
    Path folder = plan.folder();
    Path added = plan.added();
    for (String part : List.of("lib", "conf", "log")) {
      Files.createDirectories(folder.resolve(part));
    }
    link(plan.flink(), folder.resolve("lib"));
    link(added.resolve("lib"), folder.resolve("lib"));
    for (String part : List.of("plugins", "usrlib")) {
      Files.createSymbolicLink(folder.resolve(part), added.resolve(part).toAbsolutePath());
    }
    String lines =
        new TreeMap<>(configuration)
            .entrySet().stream()
                .map(entry -> "%s: '%s'%n".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
    Files.writeString(folder.resolve("conf/config.yaml"), lines);
    Files.writeString(folder.resolve("conf/log4j.properties"), LOGGING);
    String javaOptions =
        configuration.getOrDefault("env.java.default-opts.all", String.join(" ", OPENED))
            + ' '
            + configuration.getOrDefault("env.java.opts.all", "");
    return new FlinkHome(
        folder,
        plan.environment(),
        Stream.of(javaOptions.split(" ")).filter(word -> !word.isEmpty()).toList());
  }

  private static void link(Path jars, Path lib) throws IOException {
    try (Stream<Path> files = Files.list(jars)) {
      for (Path file : files.toList()) {
        Files.createSymbolicLink(lib.resolve(file.getFileName()), file.toAbsolutePath());
      }
    }
  }

  Path conf() {
    return folder.resolve("conf");
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /**
   * Starts a process of this home.
   *
   * @param name of its log
   */
  FlinkProcess start(String name, String mainClass, List<String> jvm, List<String> arguments)
      throws IOException {
    return start(name, List.of(), mainClass, jvm, arguments);
  }

  /** The same, with some words before its command, such as what puts it on a core of its own. */
  FlinkProcess start(
      String name, List<String> before, String mainClass, List<String> jvm, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+IgnoreUnrecognizedVMOptions");
    command.add("-Dlog4j.configurationFile=" + conf().resolve("log4j.properties"));
    command.addAll(javaOptions);
    command.addAll(jvm);
    command.add("-cp");
    command.add(folder.resolve("lib") + "/*");
    command.add(mainClass);
    command.addAll(arguments);
    Path log = folder.resolve("log").resolve(name + ".log");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("FLINK_CONF_DIR", conf().toString());
    builder.environment().put("FLINK_LIB_DIR", folder.resolve("lib").toString());
    builder.environment().put("FLINK_PLUGINS_DIR", folder.resolve("plugins").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    // Whoever is ended without closing what it started would leave gigabytes of it behind.
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    } catch (IllegalStateException e) { // the end has begun, and hooks are run already
      process.destroyForcibly();
      throw e;
    }
    return new FlinkProcess(name, process, log);
  }
}
