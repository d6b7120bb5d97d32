package dev.vedette.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real Prometheus in a process of its own, with its data in a folder of the test. */
final class PrometheusServer implements AutoCloseable {
  private static final Pattern ADDRESS =
      Pattern.compile("Listening on.*?address=\"?(127\\.0\\.0\\.1:\\d+)");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final URI address;

  private PrometheusServer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts it, and returns when it can be asked. */
  static PrometheusServer start(Path configuration, Path folder) throws Exception {
    Path log = folder.resolve("prometheus.log");
    Process process =
        new ProcessBuilder(
                PrometheusTools.prometheus().toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:0")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      String said =
          Awaiting.until(
              "Prometheus listens",
              () -> Files.readString(log),
              text -> !process.isAlive() || ADDRESS.matcher(text).find());
      Matcher place = ADDRESS.matcher(said);
      if (!place.find()) {
        throw new AssertionError("Prometheus did not start: " + said);
      }
      var server =
          new PrometheusServer(process, URI.create("http://%s/".formatted(place.group(1))));
      Awaiting.until(
          "Prometheus is ready", () -> server.get("-/ready").statusCode(), s -> s == 200);
      return server;
    } catch (Exception | AssertionError e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** The series that an expression has now; fails with what Prometheus objects to. */
  JsonNode query(String expression) throws Exception {
    return data("api/v1/query?query=" + encoded(expression)).path("result");
  }

  /** The rules that it has loaded. */
  JsonNode rules() throws Exception {
    return data("api/v1/rules").path("groups");
  }

  private JsonNode data(String path) throws Exception {
    JsonNode answer = JSON.readTree(get(path).body());
    if (!answer.path("status").asText().equals("success")) {
      throw new AssertionError("%s: %s".formatted(path, answer.path("error").asText()));
    }
    return answer.path("data");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
