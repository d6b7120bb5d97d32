package dev.vedette.core.gate;

import dev.vedette.core.event.Objection;

/** What a gate says of one event: a judgement, or that it cannot read it. */
public sealed interface Finding permits Judgement, Finding.Unreadable {
  /** The event's payload could not be read; it becomes a dead letter. */
  record Unreadable(Objection objection) implements Finding {}
}
