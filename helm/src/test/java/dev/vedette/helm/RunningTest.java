package dev.vedette.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code helm test} does. */
class RunningTest {
  @ParameterizedTest
  @CsvSource({"RUNNING, 0", "RESTARTING, 1", "FAILED, 1"})
  void theTestSaysWhetherTheJobRuns(String state, int code) throws Exception {
    HttpServer flink =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] jobs =
        "{\"jobs\":[{\"jid\":\"0\",\"state\":\"%s\"}]}"
            .formatted(state)
            .getBytes(StandardCharsets.UTF_8);
    flink.createContext(
        "/jobs/overview",
        exchange -> {
          exchange.sendResponseHeaders(200, jobs.length);
          exchange.getResponseBody().write(jobs);
          exchange.close();
        });
    flink.start();
    try {
      assertThat(run(flink.getAddress().getPort())).isEqualTo(code);
    } finally {
      flink.stop(0);
    }
  }

  @Test
  void nobodyThereIsNoRunningJob() throws Exception {
    assertThat(run(1)).isEqualTo(1);
  }

  private static int run(int port) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder("bash", Chart.FOLDER.resolve("files/running.sh").toString()).inheritIO();
    builder.environment().put("REST", "127.0.0.1");
    builder.environment().put("REST_PORT", String.valueOf(port));
    builder.environment().put("ATTEMPTS", "1");
    builder.environment().put("PAUSE", "0");
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
