package dev.vedette.cloud.brain;

import dev.vedette.cloud.anthropic.Messages;
import dev.vedette.cloud.gemini.GenerateContent;
import dev.vedette.cloud.http.Caller;
import dev.vedette.cloud.http.Reply;
import dev.vedette.cloud.key.KeyFile;
import dev.vedette.cloud.key.KeyFileException;
import dev.vedette.cloud.openai.ChatCompletions;
import dev.vedette.cloud.openai.Responses;
import dev.vedette.cloud.prompt.Prompt;
import dev.vedette.cloud.protocol.Allowance;
import dev.vedette.cloud.protocol.Excerpt;
import dev.vedette.cloud.protocol.Protocol;
import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.cloud.provider.ProviderOptions;
import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.Brain;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.Question;
import dev.vedette.core.verdict.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A brain behind HTTP, in whichever protocol its provider speaks.
 *
 * <p>Never asks twice: there are no retries in here. An answer without token counts is counted at
 * its worst case, never at 0. What another model wrote is not shown to this one. What depends on an
 * answer runs on threads of this brain, apart from the one that keeps deadlines.
 */
public final class ProviderBrain implements Brain {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderBrain.class);
  private static final Pattern REQUEST_ID = Pattern.compile("[!-~]{1,512}");

  private final ProviderOptions options;
  private final Protocol protocol;
  private final @Nullable KeyFile key;
  private final Costs costs;
  private final AnswerReader answers;
  private final Caller caller;
  private final Consumer<List<Allowance>> published;

  private ProviderBrain(
      ProviderOptions options,
      Prompt prompt,
      @Nullable KeyFile key,
      LongSupplier nanos,
      Consumer<List<Allowance>> published) {
    this.published = published;
    this.options = options;
    this.key = key;
    this.protocol = protocol(options, prompt);
    this.costs = new Costs(protocol, prompt::inForce, options.model(), options.price());
    this.answers = new AnswerReader(protocol, costs, provider(), model());
    this.caller =
        new Caller(
            options.endpoint().provider(),
            options.endpoint().connectTimeout(),
            options.endpoint().proxy(),
            nanos);
  }

  /**
   * Starts the brain's threads and reads its key, but connects nowhere yet.
   *
   * @param prompt the words of its questions
   * @param nanos the clock that calls are timed by, such as {@code System::nanoTime}
   * @param published is told what each reply says of the provider's limits, from any thread
   */
  public static ProviderBrain open(
      ProviderOptions options,
      Prompt prompt,
      LongSupplier nanos,
      Consumer<List<Allowance>> published)
      throws KeyFileException {
    Path keyFile = options.endpoint().keyFile();
    KeyFile key = keyFile == null ? null : KeyFile.open(keyFile);
    return new ProviderBrain(options, prompt, key, nanos, published);
  }

  /** The same in the words that are shipped, where nobody minds the provider's limits. */
  public static ProviderBrain open(ProviderOptions options, LongSupplier nanos)
      throws KeyFileException {
    return open(options, Prompt.shipped(), nanos, published -> {});
  }

  static Protocol protocol(ProviderOptions options, Prompt prompt) {
    Endpoint endpoint = options.endpoint();
    ModelOptions model = options.model();
    return switch (endpoint.dialect()) {
      case OPENAI, COMPATIBLE -> new ChatCompletions(endpoint, model, prompt);
      case RESPONSES -> new Responses(endpoint, model, prompt);
      case ANTHROPIC -> new Messages(endpoint, model, prompt);
      case GEMINI -> new GenerateContent(endpoint, model, prompt);
    };
  }

  @Override
  public String provider() {
    return options.endpoint().provider();
  }

  @Override
  public String model() {
    return options.model().model();
  }

  @Override
  public String priceVersion() {
    return options.price().version();
  }

  @Override
  public Optional<LocalDate> pricesAsOf() {
    return Optional.ofNullable(options.price().asOf());
  }

  @Override
  public long worstCaseMicros(Question question) {
    return costs.worstCase(forThisModel(question)).micros();
  }

  @Override
  public long mostMicros(Question question) {
    // A repair is the question and two turns more: nothing that is asked costs more than it.
    return costs.worstCase(question.knowing(LongestUseless.of(provider(), model()))).micros();
  }

  /** How many tokens asking this can take at most, question and answer together. */
  public long tokensAtMost(Question question) {
    return costs.worstCase(forThisModel(question)).usage().total();
  }

  @Override
  public CompletionStage<Answer> ask(Question question, String requestId, Duration timeLeft) {
    var answer = new CompletableFuture<Answer>();
    if (!question.hasPayload()) {
      answer.completeExceptionally(notAsked("nothing to show: " + question.inferenceId()));
      return answer;
    }
    if (!REQUEST_ID.matcher(requestId).matches()) {
      answer.completeExceptionally(notAsked("not visible ASCII: a request id"));
      return answer;
    }
    String secret = key == null ? "" : key.key();
    Sent sent = costs.toSend(forThisModel(question));
    var unused =
        caller
            .post(protocol.address(), headers(requestId, secret), sent.body(), timeLeft)
            .thenCompose(reply -> read(reply, sent, secret))
            .whenComplete((given, failure) -> settle(answer, given, failure, sent.body().length));
    return answer;
  }

  private Question forThisModel(Question question) {
    Answer useless = question.useless();
    boolean isItsOwn =
        useless == null
            || (useless.provider().equals(provider()) && useless.model().equals(model()));
    return isItsOwn ? question : question.plain();
  }

  private Map<String, String> headers(String requestId, String secret) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json");
    headers.putAll(protocol.headers(requestId, secret));
    return headers;
  }

  private CompletionStage<Answer> read(Reply reply, Sent sent, String secret) {
    publish(reply);
    try {
      return CompletableFuture.completedStage(
          answers.read(reply, sent, new Excerpt(LongestUseless.CHARACTERS, secret)));
    } catch (BrainException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private void publish(Reply reply) {
    try {
      published.accept(protocol.allowances(reply));
    } catch (RuntimeException e) {
      // A bug in what is good to know must not cost an answer that is paid for.
      LOG.warn("the limits of {} could not be read", provider(), e);
    }
  }

  private static BrainException notAsked(String why) {
    return new BrainException(Reason.ERROR, Billing.NOT_BILLED, 0, why, null);
  }

  private static void settle(
      CompletableFuture<Answer> answer,
      @Nullable Answer given,
      @Nullable Throwable failure,
      long sentBytes) {
    if (given != null) {
      answer.complete(given);
      return;
    }
    Throwable wrapped = failure instanceof CompletionException ? failure.getCause() : null;
    Throwable cause = wrapped == null ? failure : wrapped;
    answer.completeExceptionally(
        cause instanceof BrainException
            ? cause
            : new BrainException(
                Reason.ERROR,
                Billing.UNKNOWN,
                sentBytes,
                "the answer could not be handled",
                cause));
  }

  @Override
  public String toString() {
    return "%s of %s at %s".formatted(model(), provider(), protocol.address());
  }

  @Override
  public void close() {
    caller.close();
  }
}
