package dev.vedette.core.watch;

import dev.vedette.core.gate.Judgement;
import dev.vedette.core.week.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What of one device counts, after all rules for it.
 *
 * @param labels that may be asked about; none for all
 * @param hours in which something has to happen to count
 * @param cooldown device time after a question in which there is no other about the same label
 * @param minSize that something has to have in the picture, where the gate says so
 */
public record Watch(
    View view, Set<String> labels, Schedule hours, Duration cooldown, LeastSize minSize) {
  /** All of it, always. */
  public static final Watch EVERYTHING =
      new Watch(View.WHOLE, Set.of(), Schedule.ALWAYS, Duration.ZERO, LeastSize.NONE);

  public Watch {
    labels = Set.copyOf(labels);
  }

  /** Why nothing of any picture can count, if that is so. */
  public Optional<String> contradiction() {
    if (view.isBlind()) {
      return Optional.of("zones and masks leave nothing to look at");
    }
    return view.holds(minSize)
        ? Optional.empty()
        : Optional.of("minSize is larger than what the zones show");
  }

  /** Why an event does not count, for what it is itself; a cooldown depends on others. */
  public Optional<Ignored> ignores(Judgement judgement, Instant happenedAt) {
    if (!labels.isEmpty() && !labels.contains(judgement.label())) {
      return Optional.of(Ignored.LABEL);
    }
    if (minSize.isAbove(judgement.region())) {
      return Optional.of(Ignored.SIZE);
    }
    return hours.includes(happenedAt) ? Optional.empty() : Optional.of(Ignored.HOURS);
  }
}
