package dev.vedette.cloud.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cloud.Brains;
import dev.vedette.cloud.Questions;
import dev.vedette.cloud.ScriptedServer;
import dev.vedette.cloud.prompt.Prompt;
import dev.vedette.core.brain.Entry;
import dev.vedette.core.brain.Question;
import dev.vedette.core.verdict.Reason;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PublishedLimitsTest {
  private static final String COMPLETION =
      """
      {"id": "c-1", "choices": [{"message": {"content":
        "{\\"confirmed\\": true, \\"description\\": \\"somebody\\"}"}}],
       "usage": {"prompt_tokens": 100, "completion_tokens": 10}}
      """;

  private final Question question = Questions.picture(336, 252);
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void whatAReplySaysIsLeftIsNotExceeded() throws Exception {
    String headers =
        "Content-Type: application/json\r\nx-ratelimit-limit-requests: 60\r\n"
            + "x-ratelimit-remaining-requests: 1\r\nx-ratelimit-reset-requests: 59s\r\n";
    try (var server = ScriptedServer.playing(line -> line.answer(200, headers, COMPLETION));
        var road =
            GuardedRoad.open(
                Brains.options(server.baseUrl(), null),
                RoadOptions.STANDARD,
                Prompt.shipped(),
                nanos::get)) {
      road.widen(8);
      Entry.Place first = (Entry.Place) road.enter(question);
      first
          .brain()
          .ask(question, "inference-1", Brains.AMPLE)
          .toCompletableFuture()
          .get(30, TimeUnit.SECONDS);
      first.answered();
      assertThat(road.closed()).isEmpty();
      assertThat(road.enter(question)).isInstanceOf(Entry.Place.class);
      assertThat(road.enter(question)).isEqualTo(new Entry.Refused(Reason.RATE_LIMITED));
      assertThat(road.closed()).contains(Reason.RATE_LIMITED);
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
      assertThat(road.enter(question)).isInstanceOf(Entry.Place.class);
      assertThat(road.enter(question)).isEqualTo(new Entry.Refused(Reason.RATE_LIMITED));
    }
  }
}
