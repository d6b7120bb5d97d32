package dev.vedette.cloud;

import dev.vedette.cloud.brain.ProviderBrain;
import dev.vedette.cloud.key.KeyFileException;
import dev.vedette.cloud.provider.Dialect;
import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.cloud.provider.ProviderOptions;
import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.brain.Question;
import dev.vedette.core.money.Price;
import dev.vedette.core.verdict.Reason;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;

/** Brains for tests, and what becomes of asking them. */
public final class Brains {
  public static final Duration AMPLE = Duration.ofSeconds(20);
  public static final Price PRICE =
      Price.flat("test-1", new BigDecimal("2.5"), new BigDecimal("1.25"), BigDecimal.TEN);

  private Brains() {}

  public static ProviderOptions options(URI baseUrl, Path keyFile) {
    return new ProviderOptions(
        Endpoint.compatible("test", baseUrl, keyFile), ModelOptions.of("gpt-4o"), PRICE);
  }

  /** A brain that is spoken to in another protocol. */
  public static ProviderBrain open(URI baseUrl, Path keyFile, Dialect dialect, String model)
      throws KeyFileException {
    return ProviderBrain.open(
        new ProviderOptions(
            Endpoint.of("test", baseUrl, keyFile, dialect), ModelOptions.of(model), PRICE),
        System::nanoTime);
  }

  /** How a brain without a key fails when its provider replies so. */
  public static BrainException failure(Dialect dialect, String model, int status, String body)
      throws Exception {
    try (var server = ScriptedServer.answering(status, body);
        var brain = open(server.baseUrl(), null, dialect, model)) {
      return failure(brain, Questions.picture(336, 252), AMPLE);
    }
  }

  /** How a brain of another protocol fails to make an answer of a reply of status 200. */
  public static BrainException uselessReply(Dialect dialect, String model, String body)
      throws Exception {
    BrainException failure = failure(dialect, model, 200, body);
    Assertions.assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    Assertions.assertThat(failure.billing()).isEqualTo(Billing.BILLED);
    Assertions.assertThat(failure.blame()).isEqualTo(Blame.QUESTION);
    return failure;
  }

  public static ProviderBrain open(URI baseUrl, Path keyFile) throws KeyFileException {
    return ProviderBrain.open(options(baseUrl, keyFile), System::nanoTime);
  }

  public static Answer answer(ProviderBrain brain, Question question) throws Exception {
    return asked(brain, question, AMPLE).get(30, TimeUnit.SECONDS);
  }

  /** The failure itself, not wrapped: that is the port's promise. */
  public static BrainException failure(ProviderBrain brain, Question question, Duration timeLeft)
      throws Exception {
    Throwable failure =
        asked(brain, question, timeLeft)
            .<Throwable>handle((answer, thrown) -> thrown)
            .get(30, TimeUnit.SECONDS);
    Assertions.assertThat(failure).isInstanceOf(BrainException.class);
    return (BrainException) failure;
  }

  private static CompletableFuture<Answer> asked(
      ProviderBrain brain, Question question, Duration timeLeft) {
    return brain.ask(question, "inference-1", timeLeft).toCompletableFuture();
  }
}
