package dev.vedette.djl.graph;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.tensorflow.engine.TfSymbolBlock;
import dev.vedette.djl.engine.TensorFlowEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * A SavedModel in memory: one graph and one session, loaded by DJL.
 *
 * <p>Thread-safe: any number of calls may run in its session at once. Closing it under a running
 * call is a crash of the process, so whoever shares it counts its users.
 */
public final class SavedModel implements AutoCloseable {
  private final String folder;
  private final Model model;
  private final TfSymbolBlock block;

  private SavedModel(String folder, Model model, TfSymbolBlock block) {
    this.folder = folder;
    this.model = model;
    this.block = block;
  }

  /**
   * Loads a folder that holds {@code saved_model.pb}. The engine must have been started.
   *
   * @param signature one that the model is known to have
   */
  public static SavedModel load(Path folder, String signature) {
    Model model = Model.newInstance(folder.toString(), TensorFlowEngine.NAME);
    try {
      model.load(folder, null, Map.of("SignatureDefKey", signature));
      return new SavedModel(folder.toString(), model, (TfSymbolBlock) model.getBlock());
    } catch (IOException
        | MalformedModelException
        | TensorFlowException
        | IllegalArgumentException
        | UnsupportedOperationException e) {
      model.close();
      throw new GraphException("cannot load " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Prepares a call of a signature that has one input and one output. */
  GraphCall call(String signature, String input, String output) {
    return GraphCall.prepare(folder, block.getSavedModelBundle(), signature, input, output);
  }

  @Override
  public void close() {
    model.close();
  }
}
