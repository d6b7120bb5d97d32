package dev.vedette.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.verdict.Reason;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What most providers speak over TLS. A server that speaks nothing else has to be understood. */
class CallerHttp2Test {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final byte[] BODY = "a question".getBytes(StandardCharsets.UTF_8);
  private static final byte[] ANSWER = "an answer".getBytes(StandardCharsets.UTF_8);
  private static final int AT_ONCE = 50;

  private static SelfSigned certificate;
  private Http2Server server;
  private Caller caller;

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    certificate = SelfSigned.in(folder);
  }

  @AfterEach
  void stop() {
    caller.close();
    server.close();
  }

  @Test
  void aServerOfHttp2AloneIsAskedAndUnderstood() throws Exception {
    start(stream -> stream.answer(ANSWER));
    Reply reply = answered(post(AMPLE));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo(ANSWER);
    assertThat(reply.sentBytes()).isEqualTo(BODY.length);
    assertThat(server.heard.element().body()).isEqualTo(BODY);
  }

  @Test
  void aLargeQuestionArrivesWhole() throws Exception {
    start(stream -> stream.answer(ANSWER));
    byte[] large = "x".repeat(700_000).getBytes(StandardCharsets.UTF_8);
    Reply reply =
        answered(caller.post(server.address(), Map.of(), large, AMPLE).toCompletableFuture());
    assertThat(reply.sentBytes()).isEqualTo(large.length);
    assertThat(server.heard.element().body()).isEqualTo(large);
  }

  @Test
  void callsAtOnceShareOneConnection() throws Exception {
    List<Http2Server.Stream> waiting = new ArrayList<>();
    start(
        stream -> {
          if (server.heard.size() == 1) {
            stream.answer(ANSWER);
            return;
          }
          waiting.add(stream);
          if (waiting.size() == AT_ONCE) {
            for (Http2Server.Stream one : waiting) {
              one.answer(one.body());
            }
          }
        });
    answered(post(AMPLE)); // before it nobody knows what the server speaks
    List<CompletableFuture<Reply>> calls = new ArrayList<>();
    for (int call = 0; call < AT_ONCE; call++) {
      calls.add(post(AMPLE));
    }
    for (CompletableFuture<Reply> call : calls) {
      assertThat(answered(call).body()).isEqualTo(BODY);
    }
    assertThat(server.connections).hasValue(1);
  }

  @Test
  void anAnswerOfTenMegabytesIsHungUpOnAndNoOtherCallWithIt() throws Exception {
    start(stream -> stream.answer(server.heard.size() == 1 ? new byte[10_000_000] : ANSWER));
    BrainException failure = failure(post(AMPLE));
    assertThat(failure).hasMessageStartingWith("the answer is longer than 1048576 bytes");
    assertThat(failure.billing()).isEqualTo(Billing.UNKNOWN);
    assertThat(resetOf(server.heard.element())).isTrue();
    assertThat(answered(post(AMPLE)).body()).isEqualTo(ANSWER);
    assertThat(server.connections).hasValue(1);
  }

  @Test
  void aCallThatIsGivenUpIsResetAndLeavesTheOthersAlone() throws Exception {
    var first = new AtomicBoolean(true);
    start(
        stream -> {
          if (first.getAndSet(false)) {
            stream.answer(ANSWER);
          }
        });
    answered(post(AMPLE));
    server.heard.clear();
    CompletableFuture<Reply> silent = post(Duration.ofMillis(500));
    CompletableFuture<Reply> patient = post(AMPLE);
    BrainException failure = failure(silent);
    assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(failure.billing()).isEqualTo(Billing.UNKNOWN);
    assertThat(failure.sentBytes()).isEqualTo(BODY.length);
    Http2Server.Stream one = server.heard.poll(30, TimeUnit.SECONDS);
    Http2Server.Stream other = server.heard.poll(30, TimeUnit.SECONDS);
    Http2Server.Stream givenUp = server.reset.poll(30, TimeUnit.SECONDS);
    assertThat(givenUp).isIn(one, other);
    assertThat(patient).isNotDone();
    (givenUp == one ? other : one).answer(ANSWER);
    assertThat(answered(patient).body()).isEqualTo(ANSWER);
    assertThat(server.connections).hasValue(1);
  }

  @Test
  void theEndOfTheCallerResetsWhatIsUnderWay() throws Exception {
    start(stream -> {});
    CompletableFuture<Reply> call = post(AMPLE);
    assertThat(server.heard.poll(30, TimeUnit.SECONDS)).isNotNull();
    caller.close();
    BrainException failure = failure(call);
    assertThat(failure).hasMessage("closed while asking");
    assertThat(failure.billing()).isEqualTo(Billing.UNKNOWN);
  }

  @Test
  void aRefusedStreamMayBeBilledAndIsNotSentAgain() throws Exception {
    start(stream -> stream.refuse(Http2Server.REFUSED_STREAM));
    mayBeBilledOnce();
  }

  @Test
  void aServerThatGoesAwayMayHaveBilledAndIsNotAskedAgain() throws Exception {
    start(Http2Server.Stream::goAway);
    mayBeBilledOnce();
  }

  /** HTTP/2 lets a client send such a request again; a second copy would be a second bill. */
  private void mayBeBilledOnce() throws Exception {
    BrainException failure = failure(post(AMPLE));
    assertThat(failure.reason()).isEqualTo(Reason.OFFLINE);
    assertThat(failure.billing()).isEqualTo(Billing.UNKNOWN);
    assertThat(failure.sentBytes()).isEqualTo(BODY.length);
    assertThat(server.heard).hasSize(1);
  }

  private boolean resetOf(Http2Server.Stream stream) throws InterruptedException {
    return server.reset.poll(30, TimeUnit.SECONDS) == stream;
  }

  private void start(Http2Server.Script script) throws Exception {
    server = Http2Server.playing(certificate.server(), script);
    var client = HttpClient.newBuilder().sslContext(certificate.client());
    caller = new Caller("test", client, null, System::nanoTime);
  }

  private CompletableFuture<Reply> post(Duration timeLeft) {
    return caller
        .post(server.address(), Map.of("X-Test", "1"), BODY, timeLeft)
        .toCompletableFuture();
  }

  private static Reply answered(CompletableFuture<Reply> call) throws Exception {
    return call.get(30, TimeUnit.SECONDS);
  }

  private static BrainException failure(CompletableFuture<Reply> call) throws Exception {
    Throwable failure =
        call.<Throwable>handle((reply, thrown) -> thrown.getCause()).get(30, TimeUnit.SECONDS);
    assertThat(failure).isInstanceOf(BrainException.class);
    return (BrainException) failure;
  }
}
