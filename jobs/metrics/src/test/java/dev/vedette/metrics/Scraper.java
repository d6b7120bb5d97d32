package dev.vedette.metrics;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What Prometheus is to the endpoint: asks for one of the formats and reads the answer. */
final class Scraper {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private Scraper() {}

  static Exposition text(String address) throws IOException, InterruptedException {
    return Exposition.ofText(ok(get(address, "text/plain;version=0.0.4")).body());
  }

  static Exposition openMetrics(String address) throws IOException, InterruptedException {
    HttpResponse<String> answer = ok(get(address, "application/openmetrics-text;version=1.0.0"));
    return Exposition.ofOpenMetrics(answer.body());
  }

  static HttpResponse<String> get(String address, String accept)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(Duration.ofSeconds(10))
            .header("Accept", accept)
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> ok(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + ": " + answer.body());
    }
    return answer;
  }
}
