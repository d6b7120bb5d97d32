package dev.vedette.flink;

import dev.vedette.core.audit.AuditPolicy;
import dev.vedette.core.audit.DeviceHour;
import dev.vedette.core.audit.Draw;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.QuestionMaker;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.flow.Ended;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.money.Account;
import dev.vedette.core.privacy.PicturePreparer.UnpreparedPictureException;
import dev.vedette.core.verdict.Reason;
import dev.vedette.flink.RunClock.Moment;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Draws some of the rejected events of the device at hand, and makes them questions. Of a camera of
 * which no picture may leave none is drawn: its scores alone show what the gate thinks, and not
 * whether it is right.
 */
final class AuditDraws {
  private final AuditPolicy policy;
  private final QuestionMaker maker;
  private final AuditCounts counts;
  private final RateLimitedLog warnings;
  private final BiPredicate<Account, Instant> isForTheEdge;
  private final ValueState<DeviceHour> hour;

  /**
   * @param isForTheEdge where nobody would be asked by order
   */
  AuditDraws(
      AuditPolicy policy,
      BiPredicate<Account, Instant> isForTheEdge,
      QuestionMaker maker,
      AuditCounts counts,
      RateLimitedLog warnings,
      RuntimeContext context) {
    this.policy = policy;
    this.isForTheEdge = isForTheEdge;
    this.maker = maker;
    this.counts = counts;
    this.warnings = warnings;
    hour =
        context.getState(
            new ValueStateDescriptor<>("audited-hour", InOnePieceType.ofRecord(DeviceHour.class)));
  }

  /**
   * What comes of a rejected event.
   *
   * @param detail of how it ended
   * @param due when {@link #forget} is; null if nothing is new
   */
  record Considered(String detail, @Nullable Instant due) {
    private static final Considered NOT_DRAWN = new Considered("", null);
    private static final Considered NEVER_DRAWN = new Considered(Ended.UNAUDITED, null);
  }

  /** Draws the event or not. */
  Considered consider(Judged rejected, Moment moment, Collector<Question> out) throws Exception {
    EventHeader header = rejected.header();
    if (!policy.draws(header) || (header.kind() == Kind.CAMERA && !maker.showsPictures(header))) {
      return Considered.NEVER_DRAWN;
    }
    if (!rejected.isShown() || !policy.mayDraw(header)) {
      return Considered.NOT_DRAWN;
    }
    DeviceHour before = policy.hourOf(header, hour.value());
    Optional<Draw> draw = policy.draw(header, before);
    if (draw.isEmpty()) {
      return Considered.NOT_DRAWN;
    }
    counts.drawn(rejected);
    if (isForTheEdge.test(Account.of(header, rejected.judgement().label()), moment.now())) {
      counts.denied(rejected, Reason.EDGE_MODE);
      return Considered.NOT_DRAWN;
    }
    DeviceHour after = before.drawnAt(moment.now());
    hour.update(after);
    boolean asked = ask(rejected, draw.get(), out);
    return new Considered(asked ? Ended.AUDITED : "", after.forgottenAt(moment.startedAt()));
  }

  private boolean ask(Judged rejected, Draw draw, Collector<Question> out) {
    try {
      out.collect(maker.audit(rejected, draw));
      return true;
    } catch (UnpreparedPictureException e) {
      counts.denied(rejected, Reason.ERROR);
      warnings.warn(
          "unprepared-audit",
          "{} at {}: the brain is not asked whether the gate has missed something there.",
          String.valueOf(e.getMessage()),
          rejected.header().origin());
      return false;
    }
  }

  /** Returns when to look again; null if nothing is left. */
  @Nullable Instant forget(Moment moment) throws Exception {
    @Nullable DeviceHour known = hour.value();
    if (known == null) {
      return null;
    }
    Instant due = known.forgottenAt(moment.startedAt());
    if (due.isAfter(moment.now())) {
      return due;
    }
    hour.clear();
    return null;
  }
}
