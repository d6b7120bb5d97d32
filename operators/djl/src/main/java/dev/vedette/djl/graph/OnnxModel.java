package dev.vedette.djl.graph;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * An ONNX file in memory: a session of ONNX Runtime, in the environment that DJL's engine started.
 *
 * <p>The session is made here and not by DJL's {@code Model}, which hides it behind arrays. Those
 * cost some 0.04 ms more a call, as much as a small network itself, and copy every answer; and the
 * first of them warns that there is no GPU.
 */
public final class OnnxModel implements Network {
  private static final String FILE = "model.onnx";

  private final String folder;
  private final OrtSession session;

  private OnnxModel(String folder, OrtSession session) {
    this.folder = folder;
    this.session = session;
  }

  /** Loads a folder that holds {@code model.onnx}. The engine must have been started. */
  public static OnnxModel load(Path folder) {
    String file = folder.resolve(FILE).toString();
    try (var options = new OrtSession.SessionOptions()) {
      // Each run is in its caller's thread: as many threads as subtasks, and no hand-over.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return new OnnxModel(
          folder.toString(), OrtEnvironment.getEnvironment().createSession(file, options));
    } catch (OrtException e) {
      throw new GraphException("cannot load " + file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public NetworkCall prepare(Ends ends) {
    List<String> outputs = ends.outputs().stream().map(Ends.Output::name).toList();
    if (!session.getInputNames().equals(Set.of(ends.input().name()))
        || !session.getOutputNames().containsAll(outputs)) {
      throw new GraphException(
          "%s is %s -> %s, not [%s] -> %s"
              .formatted(
                  folder,
                  session.getInputNames(),
                  session.getOutputNames(),
                  ends.input().name(),
                  outputs),
          null);
    }
    return new OnnxModelCall(folder, session, ends);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new GraphException("cannot close " + folder + ": " + e.getMessage(), e);
    }
  }
}
