package dev.vedette.simulators.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;

/** Somebody who calls the provider as the cloud module does. */
final class Caller {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final SimulatedProvider provider;

  Caller(SimulatedProvider provider) {
    this.provider = provider;
  }

  HttpResponse<String> ask(String requestId, String body) throws Exception {
    return CLIENT.send(request(requestId, body).build(), HttpResponse.BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> asking(String requestId, String body) {
    return CLIENT.sendAsync(request(requestId, body).build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpRequest.Builder request(String requestId, String body) {
    return HttpRequest.newBuilder(URI.create(provider.baseUrl() + "/chat/completions"))
        .header("Content-Type", "application/json")
        .header("X-Client-Request-Id", requestId)
        .timeout(Duration.ofSeconds(20))
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  static String text(String text) {
    return body(text, "");
  }

  static String picture(String text, int width, int height, String detail) {
    String part =
        ",{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/jpeg;base64,%s\",\"detail\":\"%s\"}}"
            .formatted(Base64.getEncoder().encodeToString(jpeg(width, height)), detail);
    return body(text, part);
  }

  private static String body(String text, String part) {
    return """
        {"model":"gpt-4o","store":false,"max_completion_tokens":200,"messages":[
          {"role":"system","content":"12345678"},
          {"role":"user","content":[{"type":"text","text":"%s"}%s]}]}
        """
        .formatted(text, part);
  }

  private static byte[] jpeg(int width, int height) {
    try {
      var bytes = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpeg", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
