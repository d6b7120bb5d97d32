package dev.vedette.djl.graph;

import java.nio.ByteBuffer;

/**
 * A network, ready to be asked over and over: a batch of events in, numbers out.
 *
 * <p>Not thread-safe: it keeps what a call needs, so that a call allocates little. A batch costs
 * one run of the engine, however many outputs there are, in the thread that calls.
 */
public sealed interface NetworkCall extends AutoCloseable permits SavedModelCall, OnnxModelCall {
  /**
   * Asks about the first events of a direct buffer; its position and limit are not looked at.
   *
   * @param answers receive what each output says, event by event, in the order of the outputs
   * @throws GraphException if the engine fails
   */
  void run(ByteBuffer batch, int events, float[]... answers);

  @Override
  void close();
}
