package dev.vedette.core.release;

import dev.vedette.core.release.Decision.Step;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides on one release after the other from what all subtasks report: it serves everywhere or
 * nowhere. The one place where that is decided. Time is what the reports bring with them: whoever
 * loads or tries a release reports now and then. Not thread-safe.
 *
 * <p>A release is refused as soon as one subtask refuses it. It is activated when every subtask is
 * ready and the trial, if there is one, has seen enough events over all of them and passed. What is
 * decided stays decided: whoever reports on it later is told the same.
 */
public final class Rollout {
  /** Longest that some subtasks wait for the others to have loaded a release. */
  private static final Duration LOADING = Duration.ofMinutes(10);

  private final @Nullable Report[] reports;
  private Decided decided;
  private long sequence;
  private @Nullable Instant since;
  private boolean trying;

  /**
   * What was decided lately, to be kept over a restart: subtasks may come back from a time before
   * it, and have to go the same way.
   *
   * @param gate that it was decided of; empty before the first decision
   * @param recent decisions, the oldest first
   */
  public record Decided(String gate, List<Decision> recent) {
    public static final Decided NOTHING = new Decided("", List.of());
    private static final int MOST = 16;

    public Decided {
      recent = List.copyOf(recent);
    }

    Decided then(String ofGate, Decision decision) {
      List<Decision> more = new ArrayList<>(recent);
      more.add(decision);
      return new Decided(ofGate, more.subList(Math.max(0, more.size() - MOST), more.size()));
    }

    /** What was said of a release; empty if it is newer than all of these. */
    Optional<Decision> of(long sequence) {
      if (recent.isEmpty() || sequence > recent.get(recent.size() - 1).sequence()) {
        return Optional.empty();
      }
      return recent.stream()
          .filter(decision -> decision.sequence() == sequence)
          .findFirst()
          .or(() -> Optional.of(passedOver(sequence)));
    }
  }

  private static Decision passedOver(long sequence) {
    return refusal(sequence, Reason.SUPERSEDED, "a newer release was decided", Tally.NONE);
  }

  /**
   * @param subtasks that have to report
   * @param decided before a restart
   */
  public Rollout(int subtasks, Decided decided) {
    if (subtasks < 1) {
      throw new IllegalArgumentException("subtasks < 1: " + subtasks);
    }
    this.reports = new Report[subtasks];
    this.decided = decided;
  }

  public Decided decided() {
    return decided;
  }

  /** A subtask begins anew: what it reported is no longer true, and it may load for as long. */
  public void forget(int subtask) {
    reports[subtask] = null;
    since = null;
    trying = false;
  }

  /** Takes a report and says what all subtasks are to be told, if there is anything new. */
  public Optional<Decision> report(int subtask, Report report, Instant now) {
    if (!report.gate().equals(decided.gate())) {
      decided = new Decided(report.gate(), List.of()); // the job judges with another gate now
    }
    Optional<Decision> before = decided.of(report.sequence());
    if (before.isPresent()) {
      return before;
    }
    if (report.sequence() < sequence) {
      return settle(passedOver(report.sequence()));
    }
    if (report.sequence() > sequence) {
      begin(report.sequence(), now);
    }
    reports[subtask] = report;
    Instant loadingSince = since == null ? now : since;
    since = loadingSince;
    return decide(report, loadingSince, now);
  }

  private void begin(long next, Instant now) {
    sequence = next;
    since = now;
    trying = false;
    Arrays.fill(reports, null);
  }

  private Optional<Decision> decide(Report newest, Instant loadingSince, Instant now) {
    Tally pooled = pooled();
    if (newest.objection() != null) {
      return settle(refusal(sequence, newest.objection(), newest.detail(), pooled));
    }
    ShadowLimits limits = newest.limits();
    boolean everybody = ready() == reports.length;
    if (everybody && limits == null) {
      return settle(new Decision(sequence, Step.ACTIVATE, null, "", pooled));
    }
    if (everybody && limits != null && pooled.events() >= limits.events()) {
      return settle(judge(limits, pooled));
    }
    if (limits != null && limits.decideBy() != null && now.isAfter(limits.decideBy())) {
      return settle(
          refusal(
              sequence,
              Reason.UNDECIDED,
              "%d of %d subtasks ready and %d of %d events tried until %s"
                  .formatted(
                      ready(), reports.length, pooled.events(), limits.events(), limits.decideBy()),
              pooled));
    }
    if (!everybody && now.isAfter(loadingSince.plus(LOADING))) {
      return settle(
          refusal(
              sequence,
              Reason.UNDECIDED,
              "%d of %d subtasks ready after %s; the logs of the others say why"
                  .formatted(ready(), reports.length, LOADING),
              pooled));
    }
    if (everybody && !trying) {
      trying = true;
      return Optional.of(new Decision(sequence, Step.TRY, null, "", pooled));
    }
    return Optional.empty();
  }

  private Decision judge(ShadowLimits limits, Tally pooled) {
    double disagreement = (double) pooled.disagreements() / pooled.events();
    double positive = (double) pooled.positives() / pooled.events();
    Long maxMicros = limits.maxGateMicros();
    if (maxMicros != null && pooled.microsAnEvent() > maxMicros) {
      return refusal(
          sequence,
          Reason.TOO_SLOW,
          "%d microseconds an event, the limit is %d".formatted(pooled.microsAnEvent(), maxMicros),
          pooled);
    }
    if (disagreement > limits.maxDisagreement()) {
      return refusal(
          sequence,
          Reason.DISAGREES,
          "%d of %d events judged otherwise, the limit is a share of %s"
              .formatted(pooled.disagreements(), pooled.events(), limits.maxDisagreement()),
          pooled);
    }
    if (positive < limits.minPositiveShare() || positive > limits.maxPositiveShare()) {
      return refusal(
          sequence,
          Reason.IMPLAUSIBLE,
          "%d of %d events positive, the limits are shares of %s and %s"
              .formatted(
                  pooled.positives(),
                  pooled.events(),
                  limits.minPositiveShare(),
                  limits.maxPositiveShare()),
          pooled);
    }
    return new Decision(sequence, Step.ACTIVATE, null, "", pooled);
  }

  private static Decision refusal(long sequence, Reason reason, String detail, Tally pooled) {
    return new Decision(sequence, Step.REFUSE, reason, detail, pooled);
  }

  private Optional<Decision> settle(Decision decision) {
    decided = decided.then(decided.gate(), decision);
    return Optional.of(decision);
  }

  private int ready() {
    int ready = 0;
    for (Report report : reports) {
      ready += report != null && report.loaded() ? 1 : 0;
    }
    return ready;
  }

  private Tally pooled() {
    Tally pooled = Tally.NONE;
    for (Report report : reports) {
      pooled = report == null ? pooled : pooled.plus(report.tally());
    }
    return pooled;
  }
}
