package dev.vedette.cli.metrics;

import dev.vedette.flink.MetricNames;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The job's metrics endpoint. */
public final class MetricsEndpoint {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final URI url;

  /**
   * @param base as the reporter announces it
   */
  public MetricsEndpoint(URI base) {
    String text = base.toString();
    this.url =
        text.endsWith("/metrics") ? base : URI.create(text.replaceAll("/$", "") + "/metrics");
  }

  public URI url() {
    return url;
  }

  public JobNumbers numbers() throws IOException {
    return JobNumbers.of(scrape());
  }

  /** Whether so many subtasks have warm gates and may grant calls. */
  public boolean ready(int subtasks) throws IOException {
    return JobNumbers.readyIn(scrape(), subtasks);
  }

  /** For how many seconds a process of the job has not known whether anything newer was ordered. */
  public double ordersAgeSeconds() throws IOException {
    return scrape().samples(MetricNames.ORDERS_READ_AGE_SECONDS).stream()
        .mapToDouble(Sample::value)
        .max()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private MetricsScrape scrape() throws IOException {
    URLConnection connection = url.toURL().openConnection();
    connection.setConnectTimeout((int) PATIENCE.toMillis());
    connection.setReadTimeout((int) PATIENCE.toMillis());
    connection.setRequestProperty("Accept", "text/plain;version=0.0.4");
    try (InputStream body = connection.getInputStream()) {
      return MetricsScrape.parse(new String(body.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new IOException("%s does not show metrics: %s".formatted(url, e.getMessage()), e);
    }
  }
}
