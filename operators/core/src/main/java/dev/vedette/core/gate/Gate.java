package dev.vedette.core.gate;

import dev.vedette.core.event.Event;
import java.util.List;

/**
 * The embedded classifier: cheap, always there, sometimes wrong.
 *
 * <p>Not thread-safe: one gate a subtask. Implementations may share what is costly behind it.
 */
public interface Gate extends AutoCloseable {
  /** Judges a micro-batch. The findings are in the order of the events, one each. */
  List<Finding> judge(List<Event> events);

  @Override
  void close();
}
