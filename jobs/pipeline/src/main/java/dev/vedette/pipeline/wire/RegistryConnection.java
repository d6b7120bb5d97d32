package dev.vedette.pipeline.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** JSON over HTTP to one registry. Does not retry: see {@link PatientRegistry}. */
final class RegistryConnection {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final int SHOWN_CHARS = 200;

  private final RegistryOptions options;
  private final String root;
  private final HttpClient client;

  /**
   * An answer of the registry, whatever it says.
   *
   * @param body missing where it is not JSON
   */
  record Reply(URI uri, int status, JsonNode body, String text) {}

  RegistryConnection(RegistryOptions options) {
    this.options = options;
    this.root = options.uri().toString().replaceFirst("/+$", "");
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(options.timeout())
            .build();
  }

  Reply get(String path) throws SchemaRegistryException {
    return send(request(path).GET());
  }

  Reply post(String path, Map<String, String> body) throws SchemaRegistryException {
    String json = JSON.valueToTree(body).toString();
    return send(
        request(path)
            .header("Content-Type", MEDIA_TYPE)
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** What to throw when a reply is none that anybody expects. */
  SchemaRegistryException unusable(Reply reply) {
    String text = reply.text();
    return new SchemaRegistryException(
        "%s answered %d: %s"
            .formatted(
                reply.uri(),
                reply.status(),
                text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "…"),
        null);
  }

  private HttpRequest.Builder request(String path) throws SchemaRegistryException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path))
            .header("Accept", MEDIA_TYPE + ", application/json");
    String file = options.credentialsFile();
    if (file == null) {
      return request;
    }
    try {
      String credentials = Files.readString(Path.of(file)).strip();
      return request.header(
          "Authorization",
          "Basic "
              + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new SchemaRegistryException("cannot read the registry's credentials from " + file, e);
    }
  }

  private Reply send(HttpRequest.Builder builder) throws SchemaRegistryException {
    HttpRequest request = builder.build();
    // The client's own timeout ends with the headers; a body that never ends would hold us for
    // ever.
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    try {
      HttpResponse<String> response = answer.get(options.timeout().toNanos(), TimeUnit.NANOSECONDS);
      String text = response.body();
      return new Reply(request.uri(), response.statusCode(), parse(text), text);
    } catch (ExecutionException e) {
      throw new SchemaRegistryException("no answer from " + request.uri(), e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new SchemaRegistryException(
          "no answer from %s within %s".formatted(request.uri(), options.timeout()), e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new SchemaRegistryException("interrupted while asking " + request.uri(), e);
    }
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
