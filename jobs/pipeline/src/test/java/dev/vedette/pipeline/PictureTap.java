package dev.vedette.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Stands before a provider and keeps the pictures that pass, by the id of their question. */
final class PictureTap implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REQUEST_ID = "X-Client-Request-Id";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, BufferedImage> pictures = new ConcurrentHashMap<>();
  private final HttpServer server;
  private volatile @Nullable URI provider;

  PictureTap() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::pass);
    server.start();
  }

  /** To be given to the job as its provider's. */
  String url() {
    return "http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort());
  }

  /** To whom calls are passed on from now on. */
  void before(URI other) {
    provider = other;
  }

  /** What was shown with a question; its attempt stands behind the id. */
  BufferedImage shown(String inferenceId) {
    return pictures.entrySet().stream()
        .filter(shown -> shown.getKey().startsWith(inferenceId))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  int calls() {
    return pictures.size();
  }

  private void pass(HttpExchange call) throws IOException {
    byte[] body = call.getRequestBody().readAllBytes();
    String id = call.getRequestHeaders().getFirst(REQUEST_ID);
    for (JsonNode url : JSON.readTree(body).findValues("url")) {
      byte[] jpeg = Base64.getDecoder().decode(url.textValue().split(",", 2)[1]);
      pictures.put(id, ImageIO.read(new ByteArrayInputStream(jpeg)));
    }
    try {
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(
                      Objects.requireNonNull(provider).resolve(call.getRequestURI().getRawPath()))
                  .header("Content-Type", "application/json")
                  .header(REQUEST_ID, id)
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      call.getResponseHeaders().set("Content-Type", "application/json");
      call.sendResponseHeaders(answer.statusCode(), answer.body().length);
      call.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      call.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
