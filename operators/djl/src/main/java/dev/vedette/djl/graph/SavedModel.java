package dev.vedette.djl.graph;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.tensorflow.engine.TfSymbolBlock;
import dev.vedette.djl.engine.TensorFlowEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tensorflow.exceptions.TensorFlowException;

/** A SavedModel in memory: one graph and one session of TensorFlow, loaded by DJL. */
public final class SavedModel implements Network {
  private final String folder;
  private final Model model;
  private final TfSymbolBlock block;

  private SavedModel(String folder, Model model, TfSymbolBlock block) {
    this.folder = folder;
    this.model = model;
    this.block = block;
  }

  /** Loads a network that a variant names. The engine must have been started. */
  public static SavedModel load(Path folder) {
    return load(folder, SavedModelCall.SIGNATURE);
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
    return GraphCall.prepare(
        folder, block.getSavedModelBundle(), signature, input, List.of(output));
  }

  @Override
  public NetworkCall prepare(Ends ends) {
    List<String> outputs = ends.outputs().stream().map(Ends.Output::name).toList();
    return new SavedModelCall(
        GraphCall.prepare(
            folder,
            block.getSavedModelBundle(),
            SavedModelCall.SIGNATURE,
            ends.input().name(),
            outputs),
        ends);
  }

  @Override
  public void close() {
    model.close();
  }
}
