package dev.vedette.core.week;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/**
 * When something counts: in any of some hours of the week.
 *
 * @param hours by the clock on the wall, which goes on meaning the same when summer time begins or
 *     ends; none for always
 * @param zone whose clock
 */
public record Schedule(List<WeekHours> hours, ZoneId zone) implements Serializable {
  public static final Schedule ALWAYS = new Schedule(List.of(), ZoneId.of("UTC"));

  public Schedule {
    hours = List.copyOf(hours);
  }

  public boolean includes(Instant time) {
    if (hours.isEmpty()) {
      return true;
    }
    LocalDateTime local = LocalDateTime.ofInstant(time, zone);
    return hours.stream().anyMatch(some -> some.include(local));
  }
}
