package dev.vedette.core.brain;

import dev.vedette.core.money.Account;
import dev.vedette.core.verdict.Reason;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Where a question gets onto a road, unless an order forbids it. A road that has a bug has no
 * place.
 *
 * @param barred for whom no call may begin, by order
 */
record Entrance(Roads roads, Predicate<Account> barred, Faults faults) {

  /**
   * A place on the first road that has one.
   *
   * @param except roads that this question has been on already
   */
  Entry enter(Grant grant, Set<Road> except) {
    Question question = grant.question();
    return unlessBarred(question, () -> roads.enter(question, without(grant, except)));
  }

  /** Also without the roads that were too dear when leave was given. */
  private Set<Road> without(Grant grant, Set<Road> except) {
    Set<Road> all = new HashSet<>(except);
    for (Road road : roads.inOrder()) {
      if (!grant.reservation().isFor(road.name())) {
        all.add(road);
      }
    }
    return all;
  }

  /** A place on a road that the question has just been on. */
  Entry enterAgain(Question question, Road road) {
    return unlessBarred(question, () -> road.enter(question));
  }

  /** A place on any road but this one, or else on this one. */
  Entry enterElsewhere(Grant grant, Road road) {
    return enter(grant, Set.of(road)) instanceof Entry.Place place
        ? place
        : enterAgain(grant.question(), road);
  }

  /** Whether the question may not leave, on any road. */
  boolean withholds(Question question) {
    return roads.discretion().withholds(question);
  }

  private Entry unlessBarred(Question question, Supplier<Entry> place) {
    try {
      return barred.test(question.account()) ? new Entry.Refused(Reason.EDGE_MODE) : place.get();
    } catch (RuntimeException e) {
      // A bug of a road's must not cost the edge's answer.
      faults.report(e);
      return new Entry.Refused(Reason.ERROR);
    }
  }
}
