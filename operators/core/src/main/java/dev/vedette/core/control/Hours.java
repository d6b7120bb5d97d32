package dev.vedette.core.control;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;

/**
 * A part of the week in which another mode is in force.
 *
 * @param days on which it begins
 * @param until exclusive; not later than {@code from} if it ends on the day after, so that equal
 *     times are a whole day
 */
public record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime until, Mode mode)
    implements Serializable {
  public Hours {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("hours on no day");
    }
    days = Set.copyOf(EnumSet.copyOf(days));
  }

  boolean include(LocalDateTime time) {
    LocalTime clock = time.toLocalTime();
    boolean today = days.contains(time.getDayOfWeek());
    if (from.isBefore(until)) {
      return today && !clock.isBefore(from) && clock.isBefore(until);
    }
    boolean yesterday = days.contains(time.getDayOfWeek().minus(1));
    return today && !clock.isBefore(from) || yesterday && clock.isBefore(until);
  }
}
