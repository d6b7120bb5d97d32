package dev.vedette.cli.matrix;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which event of a replay it is: the same in each mode, where its id is not. */
record Place(String device, long frame) {
  private static final Pattern EVENT_ID = Pattern.compile("simulated-([^-]+)-(.+)-(\\d+)");

  /** Empty for an event of another replay. */
  static Optional<Place> in(String run, String eventId) {
    Matcher id = EVENT_ID.matcher(eventId);
    return id.matches() && id.group(1).equals(run)
        ? Optional.of(new Place(id.group(2), Long.parseLong(id.group(3))))
        : Optional.empty();
  }
}
