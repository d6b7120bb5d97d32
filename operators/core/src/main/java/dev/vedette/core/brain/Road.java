package dev.vedette.core.brain;

import dev.vedette.core.budget.RoadPrice;
import dev.vedette.core.verdict.Reason;
import java.util.Optional;

/**
 * The way to one brain, with as much traffic as it bears at the moment: it closes when nobody
 * arrives, and narrows when too much is under way. Thread-safe; nothing here blocks.
 *
 * <p>All who ask in a process share it, so that what one of them has learnt spares the others.
 */
public interface Road extends AutoCloseable {
  Brain brain();

  /** Names it among all roads of a job. */
  default String name() {
    return brain().provider() + '/' + brain().model();
  }

  /** What any call for a question can cost at most here. */
  default RoadPrice priceOf(Question question) {
    return new RoadPrice(name(), brain().provider(), brain().mostMicros(question));
  }

  /**
   * Takes a place for one call, or says why there is none. A question that was kept gives way: half
   * of the road is left to fresh ones.
   */
  Entry enter(Question question);

  /**
   * Why no question would find a place just now; empty if one may. Spends no probe: one that would
   * be let through finds its place a moment later.
   */
  Optional<Reason> closed();

  /**
   * How many questions that were kept would find a place now: one at most where a call is to find
   * out whether the road is there again.
   */
  int roomForKept();

  /** How many questions that were kept have a place. */
  int keptUnderWay();

  /** Adds to the calls that may be under way at once; less than 0 takes some away again. */
  void widen(int calls);

  /** What the road looks like at the moment. */
  RoadState state();

  @Override
  void close();
}
