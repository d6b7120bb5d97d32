package dev.vedette.scenarios.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Flink's REST interface says of a job. */
final class JobRest {
  private static final int PATIENCE_MILLIS = 5_000;

  private final String job;
  private final ObjectMapper json = new ObjectMapper();

  JobRest(String restUrl, String jobId) {
    this.job = restUrl + "/jobs/" + jobId;
  }

  private JsonNode get(String path) throws IOException {
    var connection = URI.create(job + path).toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    try (var in = connection.getInputStream()) {
      return json.readTree(in);
    }
  }

  /** The latest ones, of any end. */
  List<Checkpoint> checkpoints(RunClock clock) throws IOException {
    List<Checkpoint> checkpoints = new ArrayList<>();
    for (JsonNode one : get("/checkpoints").path("history")) {
      long triggered = one.path("trigger_timestamp").asLong();
      checkpoints.add(
          new Checkpoint(
              one.path("id").asLong(),
              (triggered - clock.start().toEpochMilli()) / 1e3,
              one.path("end_to_end_duration").asLong() / 1e3,
              one.path("state_size").asLong(),
              one.path("status").asText()));
    }
    return checkpoints;
  }

  /** How often it went on from a checkpoint since it was submitted. */
  long restores() throws IOException {
    JsonNode told = get("/checkpoints").path("counts").path("restored");
    if (!told.isIntegralNumber()) {
      throw new IOException("the job manager does not say how often the job was restored: " + told);
    }
    return told.asLong();
  }

  /**
   * The share of its time, at most 1, that each task's slowest subtask waits for others to take.
   */
  Map<String, Double> backpressure() throws IOException {
    Map<String, Double> ratios = new HashMap<>();
    for (Map.Entry<String, String> task : tasks().entrySet()) {
      double most = 0;
      JsonNode told = get("/vertices/%s/backpressure".formatted(task.getKey()));
      for (JsonNode subtask : told.path("subtasks")) {
        most = Math.max(most, subtask.path("ratio").asDouble());
      }
      ratios.put(task.getValue(), most);
    }
    return ratios;
  }

  /** By edge of the job graph. */
  List<EdgeAlignment> alignments(long checkpoint) throws IOException {
    JsonNode nodes = get("/plan").path("plan").path("nodes");
    Map<String, String> names = tasks();
    List<EdgeAlignment> alignments = new ArrayList<>();
    for (JsonNode node : nodes) {
      if (!node.path("inputs").isEmpty()) {
        String id = node.path("id").asText();
        JsonNode task = get("/checkpoints/details/%d/subtasks/%s".formatted(checkpoint, id));
        for (JsonNode input : node.path("inputs")) {
          String from = names.getOrDefault(input.path("id").asText(), "?");
          alignments.add(
              alignment(
                  checkpoint,
                  from,
                  names.getOrDefault(id, "?"),
                  input.path("ship_strategy").asText(),
                  task));
        }
      }
    }
    return alignments;
  }

  static EdgeAlignment alignment(
      long checkpoint, String from, String to, String shipped, JsonNode task) {
    JsonNode summary = task.path("summary");
    boolean unaligned = false;
    for (JsonNode subtask : task.path("subtasks")) {
      unaligned |= subtask.path("unaligned_checkpoint").asBoolean();
    }
    return new EdgeAlignment(
        checkpoint,
        from,
        to,
        shipped,
        summary.path("alignment").path("duration").path("max").asLong(),
        summary.path("alignment").path("persisted").path("max").asLong(),
        summary.path("start_delay").path("max").asLong(),
        unaligned);
  }

  /** What each task, by its name, has in a checkpoint. */
  Map<String, Long> stateBytes(long checkpoint) throws IOException {
    Map<String, Long> bytes = new HashMap<>();
    Map<String, String> names = tasks();
    get("/checkpoints/details/" + checkpoint)
        .path("tasks")
        .properties()
        .forEach(
            task ->
                bytes.merge(
                    names.getOrDefault(task.getKey(), "?"),
                    task.getValue().path("state_size").asLong(),
                    Long::sum));
    return bytes;
  }

  /** Their names, which are those of their operators, by their ids. */
  private Map<String, String> tasks() throws IOException {
    Map<String, String> names = new LinkedHashMap<>();
    get("")
        .path("vertices")
        .forEach(one -> names.put(one.path("id").asText(), one.path("name").asText()));
    return names;
  }

  /** The first two operators of a task's name. */
  static String brief(String task) {
    int first = task.indexOf(" -> ");
    int second = first < 0 ? -1 : task.indexOf(" -> ", first + 1);
    return (second < 0 ? task : task.substring(0, second) + " …").replace("(", "");
  }
}
