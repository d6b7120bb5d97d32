package dev.vedette.djl.graph;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.onnxruntime.engine.OrtNDManager;
import ai.djl.onnxruntime.engine.OrtSymbolBlock;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.vedette.djl.engine.OnnxRuntimeEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * An ONNX file in memory: a session of ONNX Runtime, in the environment of DJL's engine.
 *
 * <p>The session is made here and not by DJL's {@code Model.load}, which hides it behind arrays.
 * Those cost some 0.04 ms more a call, as much as a small network itself, and copy every answer.
 */
public final class OnnxModel implements Network {
  private static final String FILE = "model.onnx";

  private final String folder;
  private final Model model;
  private final OrtSession session;

  private OnnxModel(String folder, Model model, OrtSession session) {
    this.folder = folder;
    this.model = model;
    this.session = session;
  }

  /** Loads a folder that holds {@code model.onnx}. The engine must have been started. */
  public static OnnxModel load(Path folder) {
    // Asked for no device, DJL would look for a GPU and warn that there is none.
    Model model = Model.newInstance(folder.toString(), Device.cpu(), OnnxRuntimeEngine.NAME);
    try (var options = new OrtSession.SessionOptions()) {
      // Each run is in its caller's thread: as many threads as subtasks, and no hand-over.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      OrtSession session =
          OrtEnvironment.getEnvironment().createSession(folder.resolve(FILE).toString(), options);
      model.setBlock(new OrtSymbolBlock(session, (OrtNDManager) model.getNDManager()));
      return new OnnxModel(folder.toString(), model, session);
    } catch (OrtException e) {
      model.close();
      throw new GraphException("cannot load " + folder.resolve(FILE) + ": " + e.getMessage(), e);
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
    model.close();
  }
}
