package dev.vedette.simulators.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ProviderFaultsTest {
  private static final ProviderScript PLAIN = ProviderScript.faultless();

  @Test
  void manyCallsCanHangAndAreAnsweredWhenReleased() throws Exception {
    try (var provider = SimulatedProvider.start(PLAIN.failing(Fault.hang()))) {
      var caller = new Caller(provider);
      List<CompletableFuture<HttpResponse<String>>> calls =
          IntStream.range(0, 200)
              .mapToObj(i -> caller.asking("h-" + i, Caller.text("hang")))
              .toList();
      await(() -> provider.books().totals().billedMicros() == 200 * 248);
      assertThat(provider.books().totals().byStatus()).containsEntry(0, 200L);
      assertThat(provider.books().totals().billedMicros()).isEqualTo(200 * 248);
      await(
          () -> {
            provider.release();
            return calls.stream().allMatch(CompletableFuture::isDone);
          });

      assertThat(calls).allSatisfy(call -> assertThat(call.get().statusCode()).isEqualTo(200));
      assertThat(provider.books().totals().billedMicros()).isEqualTo(200 * 248);
      assertThat(provider.books().answered("h-")).hasSize(200);
    }
  }

  @Test
  void closingHangsUpOnThoseWhoWait() throws Exception {
    var provider = SimulatedProvider.start(PLAIN.taking(Latency.fixed(Duration.ofHours(1))));
    var call = new Caller(provider).asking("late", Caller.text("x"));
    // A call stands in the books a moment before its bill does.
    await(() -> provider.books().totals().billedMicros() > 0);
    provider.close();

    assertThat(call).failsWithin(Duration.ofSeconds(10));
    assertThat(provider.books().calls().get(0).answeredAt()).isNull();
    assertThat(provider.books().calls().get(0).billedMicros()).isEqualTo(248);
  }

  @Test
  void otherWordsThanAskedForAreACompletionAndBilled() throws Exception {
    try (var provider =
        SimulatedProvider.start(PLAIN.failingFirst(1, Fault.otherWords("Well, {well}.")))) {
      var caller = new Caller(provider);
      JsonNode other = Caller.json(caller.ask("1", Caller.text("x")));
      assertThat(other.at("/choices/0/message/content").asText()).isEqualTo("Well, {well}.");
      assertThat(other.at("/usage/completion_tokens").asInt()).isPositive();
      assertThat(provider.books().totals().billedMicros()).isEqualTo(248);
      JsonNode asked = Caller.json(caller.ask("2", Caller.text("x")));
      assertThat(asked.at("/choices/0/message/content").asText()).contains("confirmed");
    }
  }

  @Test
  void anAnswerMayComeByteByByteAndIsBilled() throws Exception {
    try (var provider = SimulatedProvider.start(PLAIN.failing(Fault.trickle()))) {
      var call = new Caller(provider).asking("1", Caller.text("x"));
      assertThat(Caller.json(call.get()).at("/choices/0/message/content").asText())
          .contains("confirmed");
      assertThat(provider.books().totals().billedMicros()).isEqualTo(248);
    }
  }

  @Test
  void anAnswerMayBeLongerThanAnybodyReads() throws Exception {
    try (var provider = SimulatedProvider.start(PLAIN.failing(Fault.tooLong(1_000_000)))) {
      assertThat(new Caller(provider).ask("1", Caller.text("x")).body()).hasSize(1_000_000);
    }
  }

  @Test
  void creditMayBeWanted() throws Exception {
    try (var provider = SimulatedProvider.start(PLAIN.failing(Fault.paymentRequired()))) {
      var refused = new Caller(provider).ask("1", Caller.text("x"));
      assertThat(refused.statusCode()).isEqualTo(402);
      assertThat(refused.body()).contains("payment_required");
      assertThat(provider.books().totals().billedMicros()).isZero();
    }
  }

  @Test
  void theNextCallsFailAndThenItWorks() throws Exception {
    var script =
        PLAIN
            .failingFirst(1, Fault.rateLimited(Duration.ofMillis(1500)))
            .failingFirst(2, Fault.insufficientQuota())
            .failingFirst(3, Fault.serverError(503, false))
            .failingFirst(4, Fault.unauthorized());
    try (var provider = SimulatedProvider.start(script)) {
      var caller = new Caller(provider);
      var limited = caller.ask("1", Caller.text("x"));
      assertThat(limited.statusCode()).isEqualTo(429);
      assertThat(limited.headers().firstValue("Retry-After")).hasValue("2");
      assertThat(code(limited)).isEqualTo("rate_limit_exceeded");
      assertThat(Caller.json(limited).path("simulated").asBoolean()).isTrue();
      assertThat(code(caller.ask("2", Caller.text("x")))).isEqualTo("insufficient_quota");
      assertThat(caller.ask("3", Caller.text("x")).statusCode()).isEqualTo(503);
      assertThat(caller.ask("4", Caller.text("x")).statusCode()).isEqualTo(401);
      assertThat(caller.ask("5", Caller.text("x")).statusCode()).isEqualTo(200);
      assertThat(provider.books().totals().billedMicros()).isEqualTo(248);
      assertThat(provider.books().totals().answered()).isEqualTo(1);

      provider.play(script);
      assertThat(caller.ask("6", Caller.text("x")).statusCode()).isEqualTo(429);
    }
  }

  @Test
  void someAnswersGetLost() throws Exception {
    try (var provider = SimulatedProvider.start(PLAIN.failing(Fault.hangUp()))) {
      var caller = new Caller(provider);
      assertThat(caller.asking("gone", Caller.text("x"))).failsWithin(Duration.ofSeconds(10));
      // Java's client may send a POST whose connection it had kept a second time; all are booked.
      assertThat(provider.books().answered("")).isEmpty();
      assertThat(provider.books().totals().billedMicros())
          .isEqualTo(248 * provider.books().totals().calls());

      provider.play(PLAIN.failing(Fault.cutShort()));
      var cut = caller.ask("cut", Caller.text("x"));
      assertThat(cut.statusCode()).isEqualTo(200);
      assertThat(cut.body()).startsWith("{").doesNotEndWith("}");

      provider.play(PLAIN.failing(Fault.page()));
      var page = caller.ask("page", Caller.text("x"));
      assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html");
      assertThat(page.body()).contains("simulated");
    }
  }

  @Test
  void faultsByLotAreTheSameForASeed() throws Exception {
    var script = PLAIN.failing(Fault.serverError(500, false), 0.3);
    assertThat(statuses(script)).isEqualTo(statuses(script)).contains(200, 500);
    assertThat(statuses(script.withSeed(2))).isNotEqualTo(statuses(script));
  }

  private static List<Integer> statuses(ProviderScript script) throws Exception {
    try (var provider = SimulatedProvider.start(script)) {
      var caller = new Caller(provider);
      for (int i = 0; i < 20; i++) {
        caller.ask("s", Caller.text("x"));
      }
      return provider.books().calls().stream().map(BookEntry::status).toList();
    }
  }

  private static String code(HttpResponse<String> answer) throws Exception {
    return Caller.json(answer).path("error").path("code").asText();
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
