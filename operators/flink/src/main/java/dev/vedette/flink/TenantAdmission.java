package dev.vedette.flink;

import dev.vedette.core.brain.Admission;
import dev.vedette.core.brain.Admission.Conditions;
import dev.vedette.core.brain.Admission.Decision;
import dev.vedette.core.brain.Admission.Means;
import dev.vedette.core.brain.Question;
import dev.vedette.core.money.Account;
import dev.vedette.core.money.JournaledCall;
import dev.vedette.core.money.Purse;
import dev.vedette.core.verdict.Reason;
import dev.vedette.flink.RunClock.Moment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides on questions of the tenant at hand by all that is known here of its calls, its money, the
 * orders and the roads.
 *
 * @param mostCalls that a grant allows
 */
record TenantAdmission(
    Admission admission,
    int mostCalls,
    SharedRoads.Lease roads,
    SharedOrders.Lease board,
    LedgerProgress ledger,
    KnownCalls calls,
    AccountCaps caps,
    TenantMoney money) {

  /**
   * The decision.
   *
   * @param tooLate why there is no answer where the deadline has passed
   */
  Decision on(Question question, Reason tooLate, Moment moment) throws Exception {
    JournaledCall known = calls.of(question.inferenceId());
    Reason closed = closedTo(question, moment);
    if (!ledger.caughtUp()) {
      return admission.decideUnread(question, known, closed, moment.startedAt(), moment.now());
    }
    if (calls.haveGaps()) {
      return admission.decideBlind(question, known, closed, moment.now());
    }
    Account account = question.account();
    var conditions =
        new Conditions(
            caps.theoreticalNanos(account, moment),
            ledger.of(account.root()),
            closed,
            tooLate,
            means(question, moment));
    return admission.decide(question, known, conditions, moment.now());
  }

  private @Nullable Reason closedTo(Question question, Moment moment) throws Exception {
    if (roads.roads().discretion().withholds(question)) {
      return Reason.PRIVACY;
    }
    if (money.isUnderWay(question.inferenceId())) {
      return Reason.RESTORED; // it came back while it is being asked
    }
    return board.isForTheEdge(question.account(), moment.now())
        ? Reason.EDGE_MODE
        : roads.roads().closed().orElse(null);
  }

  private Means means(Question question, Moment moment) throws Exception {
    Account payer = money.accountOf(question.inferenceId(), question.account());
    Instant grantTime = money.grantTime(question.inferenceId(), moment);
    Purse whole = money.purse(payer.root());
    Purse purse = question.givesWay() ? whole.givingWay() : whole;
    return (asked, now) ->
        purse.room(payer, roads.roads().prices(asked), mostCalls, board.limits(), grantTime, now);
  }
}
