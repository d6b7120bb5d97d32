package dev.vedette.core.brain;

import dev.vedette.core.budget.RoadPrice;
import dev.vedette.core.verdict.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The roads to brains of equal capability, the preferred one first: where one has no place, the
 * next is tried at once.
 *
 * @param discretion what of a question may leave
 * @param common what the roads have in common, closed behind them
 */
public record Roads(List<Road> inOrder, Discretion discretion, Common common)
    implements AutoCloseable {
  /** What several roads use. */
  @FunctionalInterface
  public interface Common extends AutoCloseable {
    @Override
    void close();
  }

  /** Roads that have nothing in common. */
  public Roads(List<Road> inOrder, Discretion discretion) {
    this(inOrder, discretion, () -> {});
  }

  /** Roads on which every picture may leave. */
  public Roads(List<Road> inOrder) {
    this(inOrder, Discretion.NONE);
  }

  public Roads {
    if (inOrder.isEmpty()) {
      throw new IllegalArgumentException("no road to any brain");
    }
    inOrder = List.copyOf(inOrder);
  }

  /**
   * A place on the first road that has one; otherwise the preferred road's reason.
   *
   * @param except roads that this question has been on already
   */
  public Entry enter(Question question, Set<Road> except) {
    if (discretion.withholds(question)) {
      return new Entry.Refused(Reason.PRIVACY);
    }
    Entry.Refused first = null;
    for (Road road : inOrder) {
      if (except.contains(road)) {
        continue;
      }
      Entry entry = road.enter(question);
      if (!(entry instanceof Entry.Refused refused)) {
        return entry;
      }
      first = first == null ? refused : first;
    }
    return first == null ? new Entry.Refused(Reason.SATURATED) : first;
  }

  /** Why no question would find a place on any road; the preferred one's reason. */
  public Optional<Reason> closed() {
    Optional<Reason> first = Optional.empty();
    for (Road road : inOrder) {
      Optional<Reason> reason = road.closed();
      if (reason.isEmpty()) {
        return reason;
      }
      first = first.or(() -> reason);
    }
    return first;
  }

  /** What a call for a question can cost at most, on each road. */
  public List<RoadPrice> prices(Question question) {
    return inOrder.stream().map(road -> road.priceOf(question)).toList();
  }

  /** How many questions that were kept would find a place now, on the road that has most. */
  public int roomForKept() {
    return inOrder.stream().mapToInt(Road::roomForKept).max().orElse(0);
  }

  /** How many questions that were kept have a place on any road. */
  public int keptUnderWay() {
    return inOrder.stream().mapToInt(Road::keptUnderWay).sum();
  }

  /** Adds to the calls that may be under way on each road. */
  public void widen(int calls) {
    inOrder.forEach(road -> road.widen(calls));
  }

  /** Closes them all, whatever some of them throw. */
  @Override
  public void close() {
    List<Runnable> closings = new ArrayList<>();
    inOrder.forEach(road -> closings.add(road::close));
    closings.add(common::close);
    RuntimeException first = null;
    for (Runnable closing : closings) {
      try {
        closing.run();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
