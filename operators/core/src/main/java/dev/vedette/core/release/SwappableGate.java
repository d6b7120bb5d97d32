package dev.vedette.core.release;

import dev.vedette.core.event.Event;
import dev.vedette.core.gate.Finding;
import dev.vedette.core.gate.Gate;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.gate.TimeShare;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate in service, and beside it the one on trial. Not thread-safe.
 *
 * <p>The one on trial sees a batch after the findings of the other have left, so no event waits for
 * it but those that come meanwhile; a share of the time bounds that. It never decides anything, and
 * if it fails, it has failed its trial and nothing else.
 */
public final class SwappableGate implements Gate {
  private final LongSupplier nanoClock;
  private Gate serving;
  private @Nullable Gate candidate;
  private @Nullable TimeShare share;
  private @Nullable List<Event> events;
  private List<Finding> findings = List.of();
  private Tally tally = Tally.NONE;
  private @Nullable Throwable failure;

  public SwappableGate(Gate serving, LongSupplier nanoClock) {
    this.serving = serving;
    this.nanoClock = nanoClock;
  }

  @Override
  public List<Finding> judge(List<Event> batch) {
    List<Finding> found = serving.judge(batch);
    TimeShare allowance = share;
    if (allowance != null && allowance.allows(nanoClock.getAsLong())) {
      events = batch;
      findings = found;
    }
    return found;
  }

  /**
   * Puts a gate on trial.
   *
   * @param allowance of the time that it may take
   */
  public void tryBeside(Gate onTrial, TimeShare allowance) {
    dropCandidate();
    candidate = onTrial;
    share = allowance;
  }

  /** Lets the gate on trial judge the last batch, if there is one and its time allows. */
  public void catchUp() {
    List<Event> batch = events;
    Gate onTrial = candidate;
    TimeShare allowance = share;
    events = null;
    if (batch == null || onTrial == null || allowance == null) {
      return;
    }
    long start = nanoClock.getAsLong();
    List<Finding> others;
    try {
      others = onTrial.judge(batch);
    } catch (RuntimeException | Error e) {
      // Whatever it is: the gate that serves goes on, and after a restart it would meet it again.
      failure = e;
      share = null;
      return;
    }
    long nanos = nanoClock.getAsLong() - start;
    allowance.spend(nanos);
    tally = tally.plus(compared(findings, others, nanos));
  }

  /** Events that neither can read say nothing about either, and do not count. */
  private static Tally compared(List<Finding> ones, List<Finding> others, long nanos) {
    long events = 0;
    long disagreements = 0;
    long positives = 0;
    for (int i = 0; i < others.size(); i++) {
      Finding one = ones.get(i);
      Finding other = others.get(i);
      if (one instanceof Judgement || other instanceof Judgement) {
        events++;
        disagreements += agree(one, other) ? 0 : 1;
        positives += isPositive(other) ? 1 : 0;
      }
    }
    return new Tally(events, disagreements, positives, nanos * events / others.size());
  }

  private static boolean agree(Finding one, Finding other) {
    return one instanceof Judgement == other instanceof Judgement
        && isPositive(one) == isPositive(other);
  }

  private static boolean isPositive(Finding finding) {
    return finding instanceof Judgement judgement && judgement.positive();
  }

  /** What the trial has seen so far. */
  public Tally tally() {
    return tally;
  }

  /** What the gate on trial threw at a real event; it judges no more of them then. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Ends the trial and closes the gate that was on it. */
  public void dropCandidate() {
    Gate dropped = candidate;
    forgetTrial();
    if (dropped != null) {
      dropped.close();
    }
  }

  /** Lets another gate serve and closes the one that did. Ends the trial. */
  public void serve(Gate next) {
    if (candidate != next) {
      dropCandidate();
    }
    forgetTrial();
    Gate before = serving;
    serving = next;
    before.close();
  }

  private void forgetTrial() {
    candidate = null;
    share = null;
    events = null;
    findings = List.of();
    tally = Tally.NONE;
    failure = null;
  }

  @Override
  public void close() {
    try (Gate last = serving) {
      dropCandidate();
    }
  }
}
