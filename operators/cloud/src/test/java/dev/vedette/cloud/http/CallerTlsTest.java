package dev.vedette.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.vedette.cloud.TunnelProxy;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.verdict.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallerTlsTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final byte[] BODY = "a question".getBytes(StandardCharsets.UTF_8);

  private static SelfSigned certificate;
  private HttpsServer server;

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    certificate = SelfSigned.in(folder);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aServerOfHttp11IsAskedOverTlsAgainAndAgain() throws Exception {
    start(false);
    try (var caller =
        new Caller(
            "test",
            HttpClient.newBuilder().sslContext(trusting(new Trust())),
            null,
            System::nanoTime)) {
      for (int i = 0; i < 3; i++) {
        assertThat(post(caller).toCompletableFuture().get(30, TimeUnit.SECONDS).body())
            .isEqualTo(BODY);
      }
    }
  }

  @Test
  void anUntrustedCertificateIsOfflineAndCertainlyNotBilled() throws Exception {
    start(false);
    try (var caller = new Caller("test", Duration.ofSeconds(3), null, System::nanoTime)) {
      // Twice: what the client remembers of the first try may let the second one go further.
      certainlyNotBilled(caller);
      certainlyNotBilled(caller);
    }
  }

  @Test
  void aCertificateThatWentBadIsOfflineAndCertainlyNotBilled() throws Exception {
    // The client knows by now that this server has no HTTP/2, and goes another way.
    start(false);
    var trust = new Trust();
    SSLContext context = trusting(trust);
    var client = HttpClient.newBuilder().sslContext(context);
    try (var caller = new Caller("test", client, null, System::nanoTime)) {
      post(caller).toCompletableFuture().get(30, TimeUnit.SECONDS);
      trust.lost = true;
      forgetSessions(context.getClientSessionContext());
      certainlyNotBilled(caller);
    }
  }

  @Test
  void aServerThatWantsACertificateOfOursSaysSoWhenTheRequestIsOnItsWay() throws Exception {
    start(true);
    var client = HttpClient.newBuilder().sslContext(trusting(new Trust()));
    try (var caller = new Caller("test", client, null, System::nanoTime)) {
      BrainException failure = failure(caller);
      assertThat(failure.reason()).isEqualTo(Reason.OFFLINE);
      assertThat(failure.billing())
          .isEqualTo(failure.sentBytes() == 0 ? Billing.NOT_BILLED : Billing.UNKNOWN);
    }
  }

  @Test
  void aProxyIsATunnelToTheServer() throws Exception {
    start(false);
    var client = HttpClient.newBuilder().sslContext(trusting(new Trust()));
    try (var proxy = TunnelProxy.open();
        var caller = new Caller("test", client, proxy.address(), System::nanoTime)) {
      assertThat(post(caller).toCompletableFuture().get(30, TimeUnit.SECONDS).body())
          .isEqualTo(BODY);
      assertThat(proxy.asked.element())
          .isEqualTo("CONNECT localhost:%d HTTP/1.1".formatted(server.getAddress().getPort()));
    }
  }

  private void certainlyNotBilled(Caller caller) throws Exception {
    BrainException failure = failure(caller);
    int port = server.getAddress().getPort();
    assertThat(failure)
        .hasMessage("no TLS with localhost:%d: check its certificate".formatted(port));
    assertThat(failure.reason()).isEqualTo(Reason.OFFLINE);
    assertThat(failure.billing()).isEqualTo(Billing.NOT_BILLED);
    assertThat(failure.blame()).isEqualTo(Blame.SETUP);
    assertThat(failure.sentBytes()).isZero();
  }

  private BrainException failure(Caller caller) throws Exception {
    Throwable failure =
        post(caller)
            .<Throwable>handle((reply, thrown) -> thrown.getCause())
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    assertThat(failure).isInstanceOf(BrainException.class);
    return (BrainException) failure;
  }

  private CompletionStage<Reply> post(Caller caller) {
    var uri = URI.create("https://localhost:%d/v1".formatted(server.getAddress().getPort()));
    return caller.post(uri, Map.of(), BODY, AMPLE);
  }

  private void start(boolean wantsOurCertificate) throws Exception {
    SSLContext context = certificate.server();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters ssl = context.getDefaultSSLParameters();
            ssl.setNeedClientAuth(wantsOurCertificate);
            parameters.setSSLParameters(ssl);
          }
        });
    server.createContext("/", CallerTlsTest::echo);
    server.start();
  }

  private static void echo(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Connection", "close");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static SSLContext trusting(Trust trust) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {trust}, null);
    return context;
  }

  private static void forgetSessions(SSLSessionContext sessions) {
    Collections.list(sessions.getIds()).stream()
        .map(sessions::getSession)
        .filter(Objects::nonNull)
        .forEach(SSLSession::invalidate);
  }

  /** Trusts the server of this test until told otherwise. */
  private static final class Trust implements X509TrustManager {
    private volatile boolean lost;

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("no clients here");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      if (lost) {
        throw new CertificateException("trust is lost");
      }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
