package dev.vedette.core.control;

import dev.vedette.core.week.WeekHours;
import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;

/** A part of the week in which another mode is in force. */
public record Hours(WeekHours when, Mode mode) implements Serializable {
  public Hours(Set<DayOfWeek> days, LocalTime from, LocalTime until, Mode mode) {
    this(new WeekHours(days, from, until), mode);
  }
}
