package dev.vedette.core.control;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/**
 * What is to be done for a scope until another order comes.
 *
 * @param mode outside of all hours
 * @param hours the first that fit count
 * @param zone in which hours are meant
 * @param note why, for people
 */
public record Order(
    Scope scope, Mode mode, List<Hours> hours, ZoneId zone, Instant givenAt, String note)
    implements Directive, Serializable {
  public Order {
    hours = List.copyOf(hours);
  }

  @Override
  public String key() {
    return scope.toString();
  }

  public Mode modeAt(Instant time) {
    if (hours.isEmpty()) {
      return mode;
    }
    LocalDateTime local = LocalDateTime.ofInstant(time, zone);
    return hours.stream()
        .filter(some -> some.when().include(local))
        .map(Hours::mode)
        .findFirst()
        .orElse(mode);
  }
}
