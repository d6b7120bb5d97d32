package dev.vedette.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flink's own client, by what people do with it: submit a job, and stop it. */
public record FlinkClient(FlinkCluster cluster) {
  private static final Pattern SUBMITTED = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final Pattern STOPPED = Pattern.compile("Savepoint completed. Path: (\\S+)");

  /**
   * Submits a job, and returns its id.
   *
   * @param options of the client, such as the savepoint that it goes on from
   * @param arguments of the job
   * @throws IllegalStateException with what it says, where it does not
   */
  public String submit(Path jar, List<String> options, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("run", "-d"));
    all.addAll(options);
    all.add(jar.toAbsolutePath().toString());
    all.addAll(arguments);
    return found(SUBMITTED, all);
  }

  /** Stops a job with a savepoint, and returns where that is. */
  public String stop(String job) throws IOException, InterruptedException {
    return found(STOPPED, List.of("stop", job));
  }

  private String found(Pattern pattern, List<String> words)
      throws IOException, InterruptedException {
    FlinkCluster.Said said = cluster.flink(words.toArray(String[]::new));
    Matcher matcher = pattern.matcher(said.text());
    if (said.code() != 0 || !matcher.find()) {
      throw new IllegalStateException(
          "flink %s ended with %d: %s"
              .formatted(String.join(" ", words), said.code(), said.text()));
    }
    return matcher.group(1);
  }
}
