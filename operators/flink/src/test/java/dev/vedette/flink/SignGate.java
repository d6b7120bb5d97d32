package dev.vedette.flink;

import static dev.vedette.flink.Examples.negative;
import static dev.vedette.flink.Examples.positive;

import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.Objection;
import dev.vedette.core.gate.Finding;
import dev.vedette.core.gate.Gate;
import java.util.ArrayList;
import java.util.List;

/** Above zero, or another bound, is positive; below zero is unreadable. */
final class SignGate implements Gate {
  /** The sizes of the batches that it judged. */
  final List<Integer> batches = new ArrayList<>();

  int closed;
  boolean failing;
  private final float bound;

  SignGate() {
    this(0);
  }

  SignGate(float bound) {
    this.bound = bound;
  }

  @Override
  public List<Finding> judge(List<Event> events) {
    if (failing) {
      throw new IllegalStateException("out of order");
    }
    batches.add(events.size());
    return events.stream().map(this::finding).toList();
  }

  private Finding finding(Event event) {
    float value = event.samples().at(0, 0);
    if (value < 0) {
      return new Finding.Unreadable(new Objection(DeadLetterReason.NOT_A_PICTURE, "below zero"));
    }
    return value > bound ? positive() : negative();
  }

  @Override
  public void close() {
    closed++;
  }
}
