package dev.vedette.scenarios;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@link ClusterMain} in its own JVM, as this JVM holds it. */
final class SessionCluster implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter commands;

  /** What the cluster's process holds, after all garbage is collected. */
  record Left(int loaders, MemoryUse memory) {
    static Left parse(String answer) {
      long[] numbers = Arrays.stream(answer.split("\t")).mapToLong(Long::parseLong).toArray();
      return new Left(
          (int) numbers[0], new MemoryUse(numbers[1], numbers[2], numbers[3], numbers[4]));
    }
  }

  private SessionCluster(Process process) {
    this.process = process;
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.commands =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
  }

  static SessionCluster start(Arguments arguments) throws IOException {
    var cluster =
        new SessionCluster(
            Jvm.startCluster(ClusterMain.class, arguments, UserCode.without(Jvm.classPath())));
    cluster.ask(UserCode.of(Jvm.classPath()).stream().map(Path::toString).toList());
    return cluster;
  }

  /** Submits the job with these options. */
  void submit(Map<String, String> options) throws IOException {
    List<String> words = new ArrayList<>(List.of("submit"));
    options.forEach((key, value) -> words.add("-D" + key + '=' + value));
    ask(words);
  }

  /** Returns when the job has so many events behind it. */
  void awaitRejected(long events) throws IOException {
    ask(List.of("await", String.valueOf(events)));
  }

  void cancel() throws IOException {
    ask(List.of("cancel"));
  }

  /** Ends the task manager and starts another one. */
  void failOver() throws IOException {
    ask(List.of("failover"));
  }

  /**
   * @param loaders of user code that may be alive; for more of them it waits a while to go
   */
  Left measure(int loaders) throws IOException {
    return Left.parse(ask(List.of("measure", String.valueOf(loaders))));
  }

  void dump(Path file) throws IOException {
    ask(List.of("dump", file.toAbsolutePath().toString()));
  }

  private String ask(List<String> words) throws IOException {
    commands.write(String.join("\t", words) + '\n');
    commands.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the cluster's process has ended at: " + words.get(0));
    }
    return answer;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    commands.close();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
