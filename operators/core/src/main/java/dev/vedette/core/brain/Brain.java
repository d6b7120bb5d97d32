package dev.vedette.core.brain;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The cloud LLM behind a port: better, slower, billed.
 *
 * <p>Thread-safe. One call is one request: what is made again is journaled again, see {@link
 * JournaledBrain}.
 */
public interface Brain extends AutoCloseable {
  /** The provider's name, as it stands in the ledger. */
  String provider();

  String model();

  /** Names the prices by which costs are computed. */
  String priceVersion();

  /** The day of which these prices are; empty where that is not said. */
  default Optional<LocalDate> pricesAsOf() {
    return Optional.empty();
  }

  /** What asking this can cost at most, in micro-dollars. */
  long worstCaseMicros(Question question);

  /**
   * What any call for this question can cost at most, in micro-dollars: also the one in which the
   * model is shown the longest useless answer that it may give.
   */
  long mostMicros(Question question);

  /**
   * Asks without blocking the caller. Where the model has written something useless before, it is
   * shown that and asked for what was wanted.
   *
   * @param requestId sent along, so that the provider's books and ours can be compared
   * @param timeLeft after which the call is given up
   * @return a useful answer; fails with {@link BrainException} only, also where the model wrote
   *     something else
   */
  CompletionStage<Answer> ask(Question question, String requestId, Duration timeLeft);

  @Override
  void close();
}
