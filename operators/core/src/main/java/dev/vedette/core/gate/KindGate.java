package dev.vedette.core.gate;

import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Objection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Sends each event to the gate of its kind, keeping the order. An event of a kind that has no gate
 * is unreadable here, and says so.
 */
public final class KindGate implements Gate {
  private final Map<Kind, Gate> gates;

  public KindGate(Map<Kind, Gate> gates) {
    if (gates.isEmpty()) {
      throw new IllegalArgumentException("no gate for any kind");
    }
    this.gates = new EnumMap<>(gates);
  }

  @Override
  public List<Finding> judge(List<Event> events) {
    if (events.isEmpty()) {
      return List.of();
    }
    Kind first = events.get(0).header().kind();
    if (areAllOf(first, events)) {
      return judge(first, events);
    }
    Map<Kind, List<Event>> byKind = new EnumMap<>(Kind.class);
    for (Event event : events) {
      byKind.computeIfAbsent(event.header().kind(), kind -> new ArrayList<>()).add(event);
    }
    Map<Kind, Iterator<Finding>> findings = new EnumMap<>(Kind.class);
    byKind.forEach((kind, batch) -> findings.put(kind, judge(kind, batch).iterator()));
    List<Finding> merged = new ArrayList<>(events.size());
    for (Event event : events) {
      merged.add(Objects.requireNonNull(findings.get(event.header().kind())).next());
    }
    return merged;
  }

  private static boolean areAllOf(Kind kind, List<Event> events) {
    for (Event event : events) {
      if (event.header().kind() != kind) {
        return false;
      }
    }
    return true;
  }

  private List<Finding> judge(Kind kind, List<Event> events) {
    Gate gate = gates.get(kind);
    if (gate != null) {
      return gate.judge(events);
    }
    return events.stream()
        .<Finding>map(
            event ->
                new Finding.Unreadable(
                    new Objection(
                        DeadLetterReason.NO_GATE,
                        "no gate judges %s events in this job".formatted(kind))))
        .toList();
  }

  /** Closes them all, whatever some of them throw. */
  @Override
  public void close() {
    close(gates.values().iterator());
  }

  private static void close(Iterator<Gate> rest) {
    if (rest.hasNext()) {
      Gate gate = rest.next();
      try (gate) {
        close(rest);
      }
    }
  }
}
