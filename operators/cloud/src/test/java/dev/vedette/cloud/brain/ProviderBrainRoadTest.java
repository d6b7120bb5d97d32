package dev.vedette.cloud.brain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cloud.Brains;
import dev.vedette.cloud.Questions;
import dev.vedette.cloud.ScriptedServer;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.brain.Question;
import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What goes wrong once a connection stands. */
class ProviderBrainRoadTest {
  private static final Question QUESTION = Questions.picture(336, 252);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n";

  private static final String FINE =
      """
      {"choices": [{"message":
        {"content": "{\\"confirmed\\": true, \\"description\\": \\"fine\\"}"}}]}
      """;

  @Test
  void silenceIsAnsweredAtTheDeadlineAndTheConnectionReleased() throws Exception {
    try (var server = ScriptedServer.playing(line -> {});
        var brain = Brains.open(server.baseUrl(), null)) {
      timesOut(Brains.failure(brain, QUESTION, SHORT));
      assertThat(server.seesHangUp()).isTrue();
    }
  }

  @Test
  void aBodyThatNeverComesIsAnsweredAtTheDeadline() throws Exception {
    try (var server = ScriptedServer.playing(line -> line.send(HEAD));
        var brain = Brains.open(server.baseUrl(), null)) {
      timesOut(Brains.failure(brain, QUESTION, SHORT));
      assertThat(server.seesHangUp()).isTrue();
    }
  }

  @Test
  void aBodyThatTricklesDoesNotMoveTheDeadline() throws Exception {
    try (var server =
            ScriptedServer.playing(
                line -> {
                  line.send(HEAD);
                  line.trickle();
                });
        var brain = Brains.open(server.baseUrl(), null)) {
      timesOut(Brains.failure(brain, QUESTION, SHORT));
      assertThat(server.seesHangUp()).isTrue();
    }
  }

  @Test
  void headersThatTrickleDoNotMoveTheDeadline() throws Exception {
    try (var server =
            ScriptedServer.playing(
                line -> {
                  line.send("HTTP/1.1 200 OK\r\nX-Slow: ");
                  line.trickle();
                });
        var brain = Brains.open(server.baseUrl(), null)) {
      timesOut(Brains.failure(brain, QUESTION, SHORT));
      assertThat(server.seesHangUp()).isTrue();
    }
  }

  @Test
  void theNextCallAfterAHangIsAnswered() throws Exception {
    var calls = new AtomicInteger();
    try (var server =
            ScriptedServer.playing(
                line -> {
                  if (calls.incrementAndGet() > 1) {
                    line.answer(200, "", FINE);
                  }
                });
        var brain = Brains.open(server.baseUrl(), null)) {
      timesOut(Brains.failure(brain, QUESTION, SHORT));
      assertThat(Brains.answer(brain, QUESTION).text()).isEqualTo("fine");
    }
  }

  @Test
  void aResetBeforeTheAnswerMayBeBilled() throws Exception {
    broken(ScriptedServer.playing(ScriptedServer.Line::reset));
  }

  @Test
  void aResetInTheMiddleOfTheAnswerMayBeBilled() throws Exception {
    broken(
        ScriptedServer.playing(
            line -> {
              line.send(HEAD + "{\"choices\"");
              line.reset();
            }));
  }

  @Test
  void aConnectionClosedWithoutAnAnswerMayBeBilled() throws Exception {
    broken(ScriptedServer.playing(ScriptedServer.Line::close));
  }

  @Test
  void anAnswerThatEndsTooSoonMayBeBilled() throws Exception {
    broken(
        ScriptedServer.playing(
            line -> {
              line.send(HEAD + "{\"choices\"");
              line.close();
            }));
  }

  @Test
  void aReusedConnectionThatBreaksIsNotAskedAgain() throws Exception {
    var calls = new AtomicInteger();
    try (var server =
            ScriptedServer.playing(
                line -> {
                  if (calls.incrementAndGet() > 1) {
                    line.close();
                  } else {
                    line.answer(200, "", FINE);
                  }
                });
        var brain = Brains.open(server.baseUrl(), null)) {
      Brains.answer(brain, QUESTION);
      BrainException failure = Brains.failure(brain, QUESTION, Brains.AMPLE);
      assertThat(failure.reason()).isEqualTo(Reason.OFFLINE);
      assertThat(failure.billing()).isEqualTo(Billing.UNKNOWN);
      assertThat(server.heard).hasSize(2);
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void anEndlessAnswerIsCutOffAndTheConnectionReleased() throws Exception {
    try (var server =
            ScriptedServer.playing(
                line -> {
                  line.send("HTTP/1.1 200 OK\r\nContent-Length: 10485760\r\n\r\n");
                  for (int i = 0; i < 160; i++) {
                    line.send("x".repeat(65_536));
                  }
                });
        var brain = Brains.open(server.baseUrl(), null)) {
      BrainException failure = Brains.failure(brain, QUESTION, Brains.AMPLE);
      assertThat(failure.reason()).isEqualTo(Reason.ERROR);
      assertThat(failure.billing()).isEqualTo(Billing.UNKNOWN);
      assertThat(failure)
          .hasMessage("the answer is longer than 1048576 bytes, from 127.0.0.1:" + server.port());
      assertThat(server.seesHangUp()).isTrue();
    }
  }

  @Test
  void whatIsNotHttpMayBeBilledAndIsNotQuoted() throws Exception {
    try (var server =
            ScriptedServer.playing(
                line -> {
                  line.send("SSH-2.0-secret words\r\n\r\n");
                  line.close();
                });
        var brain = Brains.open(server.baseUrl(), null)) {
      BrainException failure = Brains.failure(brain, QUESTION, Brains.AMPLE);
      assertThat(failure.reason()).isEqualTo(Reason.ERROR);
      assertThat(failure.billing()).isEqualTo(Billing.UNKNOWN);
      assertThat(failure)
          .hasMessage("127.0.0.1:%d does not answer in HTTP".formatted(server.port()))
          .hasNoCause();
    }
  }

  @Test
  void closingAnswersWhatIsUnderWay() throws Exception {
    var asked = new CountDownLatch(1);
    try (var server = ScriptedServer.playing(line -> asked.countDown())) {
      var brain = Brains.open(server.baseUrl(), null);
      var answer = brain.ask(QUESTION, "inference-1", Duration.ofHours(1)).toCompletableFuture();
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      brain.close();
      assertThat(answer)
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableThat()
          .havingCause()
          .isInstanceOfSatisfying(
              BrainException.class,
              failure -> {
                assertThat(failure.billing()).isEqualTo(Billing.UNKNOWN);
                assertThat(failure).hasMessage("closed while asking");
              });
      assertThat(server.seesHangUp()).isTrue();
      BrainException after = Brains.failure(brain, QUESTION, Brains.AMPLE);
      assertThat(after.billing()).isEqualTo(Billing.NOT_BILLED);
    }
  }

  private static void timesOut(BrainException failure) {
    assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(failure.billing()).isEqualTo(Billing.UNKNOWN);
    assertThat(failure.sentBytes()).isPositive();
    assertThat(failure.blame()).isEqualTo(Blame.LOAD);
    assertThat(failure).hasMessage("no answer within PT0.3S");
  }

  private static void broken(ScriptedServer script) throws Exception {
    try (var server = script;
        var brain = Brains.open(server.baseUrl(), null)) {
      BrainException failure = Brains.failure(brain, QUESTION, Brains.AMPLE);
      assertThat(failure)
          .hasMessage("the connection to 127.0.0.1:%d broke".formatted(server.port()));
      assertThat(failure.reason()).isEqualTo(Reason.OFFLINE);
      assertThat(failure.billing()).isEqualTo(Billing.UNKNOWN);
      assertThat(failure.sentBytes()).isPositive();
      assertThat(failure.blame()).isEqualTo(Blame.ROAD);
      assertThat(server.heard).as("asked once, never again").hasSize(1);
    }
  }
}
