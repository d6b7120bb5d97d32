package dev.vedette.djl.graph;

import org.jspecify.annotations.Nullable;

/**
 * An engine refused to load or to run a graph: the graph's fault or the machine's, never the
 * event's.
 *
 * <p>Unchecked, because a job cannot go on without its gate: it fails, restarts and tries again.
 */
public final class GraphException extends RuntimeException {
  private static final long serialVersionUID = 1;

  GraphException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
