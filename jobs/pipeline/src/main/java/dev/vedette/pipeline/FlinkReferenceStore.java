package dev.vedette.pipeline;

import dev.vedette.pipeline.wire.ReferenceStore;
import java.io.IOException;
import java.net.URI;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Files by reference, through whatever file systems Flink was given plugins for. These take their
 * time and throw what they like, so it is to be asked through a {@code TimedReferenceStore}.
 */
final class FlinkReferenceStore implements ReferenceStore {
  private static final long serialVersionUID = 1;

  @Override
  public byte[] read(URI uri, long maxBytes) throws IOException {
    Path path = new Path(uri);
    try (var stream = FileSystem.get(uri).open(path)) {
      return stream.readNBytes(Math.toIntExact(maxBytes));
    }
  }
}
