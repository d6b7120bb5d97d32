package dev.vedette.cloud.brain;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cloud.Brains;
import dev.vedette.cloud.Questions;
import dev.vedette.cloud.provider.Dialect;
import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.cloud.provider.ProviderOptions;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.brain.Question;
import dev.vedette.core.verdict.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes wrong before a connection stands: never billed. */
class ProviderBrainOfflineTest {
  private static final Question QUESTION = Questions.picture(336, 252);

  @Test
  void aRefusedConnectionIsOfflineAndCertainlyNotBilled() throws Exception {
    int port;
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    BrainException failure = failure("http://127.0.0.1:" + port + "/v1", Duration.ofSeconds(20));
    offline(failure, "no connection to 127.0.0.1:" + port);
  }

  @Test
  void aNameWithoutAnAddressIsOfflineAndCertainlyNotBilled() throws Exception {
    BrainException failure = failure("http://nowhere.invalid/v1", Duration.ofSeconds(25));
    offline(failure, "no address for nowhere.invalid");
  }

  @Test
  void aRoadThatSwallowsPacketsIsOfflineAndCertainlyNotBilled() throws Exception {
    try (var full = new FullServer()) {
      BrainException failure = failure(full.baseUrl(), Duration.ofSeconds(20));
      offline(failure, "no connection to 127.0.0.1:%d in time".formatted(full.port()));
    }
  }

  @Test
  void aDeadlineThatPassesWhileConnectingIsCertainlyNotBilled() throws Exception {
    try (var full = new FullServer()) {
      BrainException failure = failure(full.baseUrl(), Duration.ofMillis(100));
      assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(failure.billing()).isEqualTo(Billing.NOT_BILLED);
      assertThat(failure.sentBytes()).isZero();
    }
  }

  @Test
  void aServerThatHangsUpOnTlsIsOfflineAndCertainlyNotBilled() throws Exception {
    try (var plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var greeter = new Thread(() -> greetInPlainText(plain), "plain-text-server");
      greeter.setDaemon(true);
      greeter.start();
      String peer = "127.0.0.1:" + plain.getLocalPort();
      BrainException failure = failure("https://" + peer + "/v1", Duration.ofSeconds(20));
      offline(failure, "no TLS with " + peer + ": check its certificate");
    }
  }

  private static void greetInPlainText(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
        // Reading to the end, because whoever closes with something unread resets the connection,
        // and the client might then see the reset and not the answer.
        client.shutdownOutput();
        client.getInputStream().readAllBytes();
      } catch (IOException e) {
        // The client or the test is done.
      }
    }
  }

  private static void offline(BrainException failure, String message) {
    assertThat(failure).hasMessage(message);
    assertThat(failure.reason()).isEqualTo(Reason.OFFLINE);
    assertThat(failure.blame()).isEqualTo(Blame.ROAD);
    assertThat(failure.askAgainAfter()).as("the road may open").contains(Duration.ZERO);
    assertThat(failure.billing()).isEqualTo(Billing.NOT_BILLED);
    assertThat(failure.sentBytes()).isZero();
  }

  private static BrainException failure(String baseUrl, Duration timeLeft) throws Exception {
    var endpoint =
        new Endpoint(
            "test", URI.create(baseUrl), null, Dialect.OPENAI, Duration.ofMillis(500), null);
    var options = new ProviderOptions(endpoint, ModelOptions.of("gpt-4o"), Brains.PRICE);
    try (var brain = ProviderBrain.open(options, System::nanoTime)) {
      return Brains.failure(brain, QUESTION, timeLeft);
    }
  }

  /** A server whose queue of connections is full, so that the kernel drops what comes. */
  private static final class FullServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> waiting = new ArrayList<>();

    FullServer() throws IOException {
      for (int i = 0; i < 16; i++) {
        var client = new Socket();
        waiting.add(client);
        try {
          client.connect(socket.getLocalSocketAddress(), 100);
        } catch (SocketTimeoutException e) {
          return;
        }
      }
      throw new IllegalStateException("the queue took 16 connections although it holds 1");
    }

    int port() {
      return socket.getLocalPort();
    }

    String baseUrl() {
      return "http://127.0.0.1:" + port() + "/v1";
    }

    @Override
    public void close() throws IOException {
      for (Socket client : waiting) {
        client.close();
      }
      socket.close();
    }
  }
}
