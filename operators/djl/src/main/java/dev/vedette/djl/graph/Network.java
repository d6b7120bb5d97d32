package dev.vedette.djl.graph;

/**
 * A gate's network in memory, in one of the engines.
 *
 * <p>Thread-safe: any number of calls may run in it at once. Closing it under a running call is a
 * crash of the process, so whoever shares it counts its users.
 */
public sealed interface Network extends AutoCloseable permits SavedModel, OnnxModel {
  /**
   * Prepares a call.
   *
   * @throws GraphException if it has no such ends
   */
  NetworkCall prepare(Ends ends);

  @Override
  void close();
}
