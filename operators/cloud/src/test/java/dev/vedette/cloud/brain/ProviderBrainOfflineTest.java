package dev.vedette.cloud.brain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /**
   * Where a peer hangs up in the handshake, the JDK's client takes that for the end of it in nine
   * calls of ten, and hands the body to an engine that seals nothing. Nothing that it says then
   * tells this for certain from a connection that broke later, so the dearer answer stands.
   */
  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 400 Bad Request\r\n\r\n"})
  void aServerThatTalksNoTlsIsOfflineAndGetsNothingOfTheQuestion(String answer) throws Exception {
    try (var server = new NoTlsServer(answer)) {
      BrainException failure = failure(server.baseUrl(), Duration.ofSeconds(20));
      offlineForNow(failure, "no TLS with " + server.peer() + ": check its certificate");
      assertThat(failure.billing())
          .isEqualTo(failure.sentBytes() == 0 ? Billing.NOT_BILLED : Billing.UNKNOWN);
      assertThat(server.heard()).doesNotContain("messages").hasSizeLessThan(2_000);
    }
  }

  private static void offline(BrainException failure, String message) {
    offlineForNow(failure, message);
    assertThat(failure.billing()).isEqualTo(Billing.NOT_BILLED);
    assertThat(failure.sentBytes()).isZero();
  }

  private static void offlineForNow(BrainException failure, String message) {
    assertThat(failure).hasMessage(message);
    assertThat(failure.reason()).isEqualTo(Reason.OFFLINE);
    assertThat(failure.blame()).isEqualTo(Blame.ROAD);
    assertThat(failure.askAgainAfter()).as("the road may open").contains(Duration.ZERO);
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

  /** A server that answers the first bytes of a client with some of its own and hangs up. */
  private static final class NoTlsServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final CompletableFuture<String> heard = new CompletableFuture<>();
    private final String answer;

    NoTlsServer(String answer) throws IOException {
      this.answer = answer;
      var thread = new Thread(this::serve, "no-tls-server");
      thread.setDaemon(true);
      thread.start();
    }

    private void serve() {
      var bytes = new ByteArrayOutputStream();
      try (Socket client = socket.accept()) {
        bytes.write(client.getInputStream().read());
        client.getOutputStream().write(answer.getBytes(US_ASCII));
        // Reading to the end, because whoever closes with something unread resets the connection,
        // and the client might then see the reset and not the answer.
        client.shutdownOutput();
        client.getInputStream().transferTo(bytes);
      } catch (IOException e) {
        // The client is done, or the test is.
      }
      heard.complete(bytes.toString(ISO_8859_1));
    }

    /** All that the client has sent. */
    String heard() throws Exception {
      return heard.get(20, TimeUnit.SECONDS);
    }

    String peer() {
      return "127.0.0.1:" + socket.getLocalPort();
    }

    String baseUrl() {
      return "https://" + peer() + "/v1";
    }

    @Override
    public void close() throws IOException {
      socket.close();
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
