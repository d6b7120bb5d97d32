package dev.vedette.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.flink.api.common.JobID;

/** What a cluster tells of a job's checkpoints over its REST interface. */
final class Checkpoints {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpRequest request;

  Checkpoints(String restUrl, JobID job) {
    request = HttpRequest.newBuilder(URI.create(restUrl + "/jobs/" + job + "/checkpoints")).build();
  }

  /**
   * The newest one that is complete.
   *
   * @param bytes of all state that it has
   * @param writtenBytes of them, which no earlier one had
   */
  record Newest(long id, long bytes, long writtenBytes) {}

  /** Waits for one that is begun after this call, unless one fails meanwhile. */
  void another() throws Exception {
    long id = newest().id();
    // The next one may be under way already.
    Awaiting.until("another checkpoint", this::newest, newest -> newest.id() > id + 1);
  }

  Newest newest() throws IOException, InterruptedException {
    String body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    JsonNode completed = JSON.readTree(body).path("latest").path("completed");
    return new Newest(
        completed.path("id").asLong(),
        completed.path("state_size").asLong(),
        completed.path("checkpointed_size").asLong());
  }
}
