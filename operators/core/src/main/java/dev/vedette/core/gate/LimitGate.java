package dev.vedette.core.gate;

import dev.vedette.core.event.Event;
import dev.vedette.core.event.Samples;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A gate for sensors without a model: positive when a sample leaves the limits of its channel.
 *
 * <p>The score is the largest share of samples that any channel has outside its limits. Channels
 * without limits are not looked at.
 */
public final class LimitGate implements Gate {
  /** The label of every judgement of this gate. */
  public static final String LABEL = "out-of-limits";

  private static final String NAME = "limits@1";
  private static final String VARIANT = "rules";

  private final Map<String, Limits> limits;

  /** The closed range in which a channel is at rest. */
  public record Limits(double low, double high) implements Serializable {
    public Limits {
      if (!(low <= high)) {
        throw new IllegalArgumentException("no value lies in " + low + ".." + high);
      }
    }

    boolean hold(float value) {
      return value >= low && value <= high;
    }
  }

  public LimitGate(Map<String, Limits> limits) {
    this.limits = Map.copyOf(limits);
  }

  @Override
  public List<Finding> judge(List<Event> events) {
    return events.stream().<Finding>map(event -> judge(event)).toList();
  }

  private Judgement judge(Event event) {
    Samples samples = Objects.requireNonNull(event.samples(), "a sensor event has samples");
    double worst = 0;
    for (int channel = 0; channel < samples.channels().size(); channel++) {
      Limits range = limits.get(samples.channels().get(channel));
      if (range != null) {
        worst = Math.max(worst, shareOutside(samples, channel, range));
      }
    }
    return new Judgement(NAME, VARIANT, LABEL, worst, worst > 0);
  }

  private static double shareOutside(Samples samples, int channel, Limits range) {
    int outside = 0;
    for (int row = 0; row < samples.rows(); row++) {
      if (!range.hold(samples.at(row, channel))) {
        outside++;
      }
    }
    return (double) outside / samples.rows();
  }

  @Override
  public void close() {}
}
