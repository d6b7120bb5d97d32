package dev.vedette.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cloud.ScriptedServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallerTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final byte[] BODY = "a question".getBytes(StandardCharsets.UTF_8);

  @Test
  void aReplyOfAnyStatusIsGivenWhole() throws Exception {
    try (var server =
            ScriptedServer.playing(line -> line.answer(418, "X-A: b\r\n", "short and stout"));
        var caller = caller()) {
      Reply reply = post(caller, server.baseUrl(), AMPLE).get(30, TimeUnit.SECONDS);
      assertThat(reply.status()).isEqualTo(418);
      assertThat(reply.headers().firstValue("x-a")).hasValue("b");
      assertThat(reply.body()).asString().isEqualTo("short and stout");
      assertThat(reply.sentBytes()).isEqualTo(BODY.length);
      assertThat(server.heard.element().body()).isEqualTo("a question");
    }
  }

  @Test
  void aLargeBodyArrivesWhole() throws Exception {
    try (var server = ScriptedServer.answering(200, "{}");
        var caller = caller()) {
      var large = "x".repeat(700_000);
      Reply reply =
          caller
              .post(server.baseUrl(), Map.of(), large.getBytes(StandardCharsets.UTF_8), AMPLE)
              .toCompletableFuture()
              .get(30, TimeUnit.SECONDS);
      assertThat(reply.sentBytes()).isEqualTo(700_000);
      assertThat(server.heard.element().body()).isEqualTo(large);
    }
  }

  @Test
  void aReaderThatBlocksHoldsUpNoDeadline() throws Exception {
    var release = new CountDownLatch(1);
    try (var server = ScriptedServer.playing(line -> {});
        var caller = caller()) {
      for (int i = 0; i < 2; i++) {
        var unused =
            post(caller, server.baseUrl(), Duration.ofMillis(50))
                .whenComplete((reply, failure) -> await(release));
      }
      CompletableFuture<Reply> third = post(caller, server.baseUrl(), Duration.ofMillis(200));
      assertThat(server.seesHangUp()).isTrue();
      assertThat(server.seesHangUp()).isTrue();
      assertThat(server.seesHangUp()).as("the third is given up while readers block").isTrue();
      release.countDown();
      assertThat(third).failsWithin(AMPLE);
    }
  }

  @Test
  void aClosedCallerLeavesNoThreadBehind() throws Exception {
    Set<Thread> before = new HashSet<>(threads());
    try (var server = ScriptedServer.answering(200, "{}");
        var silent = ScriptedServer.playing(line -> {})) {
      List<Thread> started;
      try (var caller = caller()) {
        post(caller, server.baseUrl(), AMPLE).get(30, TimeUnit.SECONDS);
        var unused = post(caller, silent.baseUrl(), AMPLE);
        started =
            threads().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> !thread.getName().equals("scripted-server"))
                .toList();
        assertThat(started)
            .extracting(Thread::getName)
            .anyMatch(name -> name.startsWith("vedette-test-network-"))
            .anyMatch(name -> name.startsWith("vedette-test-answers-"))
            .anyMatch(name -> name.startsWith("vedette-test-deadlines-"))
            .anyMatch(name -> name.contains("SelectorManager"));
        assertThat(started).allMatch(Thread::isDaemon);
      }
      // Well below the time after which idle threads would end by themselves.
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
      List<Thread> left = new ArrayList<>(started);
      while (!left.isEmpty() && System.nanoTime() < deadline) {
        System.gc();
        left.get(0).join(100);
        left.removeIf(thread -> !thread.isAlive());
      }
      assertThat(left).extracting(Thread::getName).isEmpty();
    }
  }

  private static Caller caller() {
    return new Caller("test", Duration.ofSeconds(3), null, System::nanoTime);
  }

  private static CompletableFuture<Reply> post(Caller caller, URI uri, Duration timeLeft) {
    return caller.post(uri, Map.of("X-Test", "1"), BODY, timeLeft).toCompletableFuture();
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
