package dev.vedette.core.money;

import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.Opinion;
import dev.vedette.core.brain.TokenUsage;
import java.time.Duration;
import java.time.Instant;

/**
 * Fills books with as many calls, and minutes in which something was avoided, as it is told, each
 * name in strings of its own as they come from a topic. Run in a process of its own: whether they
 * fit into its heap is the result.
 */
final class ManyLines {
  private static final Instant FIRST = Instant.parse("2026-11-27T12:00:00Z");
  private static final Duration STEP = Duration.ofMillis(864);

  private ManyLines() {}

  public static void main(String[] args) {
    int calls = Integer.parseInt(args[0]);
    int minutes = Integer.parseInt(args[1]);
    var books = new LedgerBooks();
    for (int i = 0; i < calls; i++) {
      LedgerCall call = call(i);
      Instant at = call.grantedAt().plusMillis(2);
      books.add(LedgerLine.dispatched(call.account(), call, 900, at));
      books.add(LedgerLine.settled(call.account(), call(i), answer(i), at.plusSeconds(1)));
    }
    for (int i = 0; i < minutes; i++) {
      for (String cause : new String[] {"rejected", "repeat", "breaker-open"}) {
        var cost =
            new AvoidedCost(
                own("acme"),
                own("door"),
                own("face@1.0.0"),
                own(cause),
                FIRST.plus(Duration.ofMinutes(i)),
                1_000);
        books.add(LedgerLine.avoided(cost, 100_000, FIRST));
      }
    }
    System.out.printf(
        "%d calls, %d minutes, %d micro-dollars%n",
        books.calls().size(), books.avoided().count(), books.spentMicros());
  }

  private static LedgerCall call(int number) {
    return new LedgerCall(
        "%032x".formatted(number),
        1,
        false,
        "event-%032x".formatted(number),
        own("acme"),
        own("cam-" + number % 500),
        own("door"),
        own("face"),
        own("face@1.0.0"),
        0.9,
        own("openai"),
        own("gpt-4o-mini"),
        own("gpt-4o-mini 2026-11-27/1a2b3c4d"),
        FIRST.plus(STEP.multipliedBy(number)));
  }

  private static Answer answer(int number) {
    return new Answer(
        Opinion.CONFIRMED,
        own("A person in a red coat stands at the door and rings the bell."),
        new TokenUsage(500, 100, 0, 24, 8),
        100,
        own("openai"),
        own("gpt-4o-mini"),
        "chatcmpl-%029x".formatted(number),
        800_000,
        20_000,
        false);
  }

  @SuppressWarnings("StringOperationCanBeSimplified")
  private static String own(String name) {
    return new String(name.toCharArray());
  }
}
