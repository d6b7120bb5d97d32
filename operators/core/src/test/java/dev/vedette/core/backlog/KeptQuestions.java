package dev.vedette.core.backlog;

import static dev.vedette.core.Examples.NOON;

import dev.vedette.core.Examples;
import dev.vedette.core.brain.Deferral;
import dev.vedette.core.brain.Question;
import dev.vedette.core.money.Account;
import dev.vedette.core.verdict.Reason;
import java.time.Instant;

/** Questions that are kept, named by their event. */
final class KeptQuestions {
  private KeptQuestions() {}

  /** One that was kept at noon after its first round, at offset 7. */
  static Kept kept(String id, int priority, int seconds) {
    return kept(id, priority, seconds, 1, 7);
  }

  static Kept kept(String id, int priority, int seconds, int round, long offset) {
    return kept(id, "acme", priority, seconds, round, offset);
  }

  static Kept kept(String id, String tenant, int priority, int seconds) {
    return kept(id, tenant, priority, seconds, 1, 7);
  }

  /** One that was judged at a time, and is over so many seconds after noon. */
  static Kept judged(String id, Instant at, int seconds) {
    return kept(id, "acme", at, 1, seconds, 1, 7);
  }

  private static Kept kept(
      String id, String tenant, int priority, int seconds, int round, long offset) {
    return kept(id, tenant, NOON, priority, seconds, round, offset);
  }

  private static Kept kept(
      String id,
      String tenant,
      Instant judgedAt,
      int priority,
      int seconds,
      int round,
      long offset) {
    Question any = Examples.question(id, NOON.plusSeconds(10));
    var question =
        new Question(
            id,
            any.header(),
            any.judgement(),
            any.episodeId(),
            any.evidence(),
            new Account(tenant, any.account().deviceClass(), any.account().label()),
            judgedAt,
            any.gateMicros(),
            any.deadline(),
            new Deferral(priority, NOON.plusSeconds(seconds), round, Reason.OFFLINE),
            Question.Stage.WHOLE,
            null,
            null);
    return Kept.at(0, offset, 10, question, NOON);
  }
}
