package dev.vedette.pipeline.wire;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;

/**
 * Where files lie that come by reference. It is only asked for what {@link ReferenceRoots} allow.
 *
 * <p>Travels with the job, so it is made without opening anything.
 */
public interface ReferenceStore extends Serializable {
  /**
   * Reads a file from its beginning.
   *
   * @param maxBytes after which reading stops
   * @return the whole file where it has no more than {@code maxBytes}, else so many of its bytes
   * @throws IOException when there is nothing to read, or no way to it; nothing else is thrown
   */
  byte[] read(URI uri, long maxBytes) throws IOException;
}
