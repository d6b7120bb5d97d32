package dev.vedette.djl.engine;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;

/**
 * Unpacks this platform's native libraries where an image is made, so that no container has to:
 * {@code java -cp 'lib/*:vedette-job.jar' dev.vedette.djl.engine.UnpackNatives FOLDER}.
 *
 * <p>TensorFlow's are then in {@code FOLDER/tensorflow}, for the environment variable {@link
 * TensorFlowEngine#LIBRARY_PATH}, and ONNX Runtime's in {@code FOLDER/onnxruntime}, for {@link
 * OnnxRuntimeEngine#LIBRARY_PATH_VARIABLE}. Neither engine is started.
 */
public final class UnpackNatives {
  private UnpackNatives() {}

  /** Ends with 1 and says why where a library is missing or cannot be written. */
  public static void main(String... arguments) {
    if (arguments.length != 1) {
      System.err.println("usage: UnpackNatives FOLDER");
      System.exit(2);
    }
    try {
      unpack(Path.of(arguments[0]));
    } catch (EngineStartException | IOException e) {
      System.err.println(e);
      System.exit(1);
    }
  }

  static void unpack(Path folder) throws EngineStartException, IOException {
    String platform = Loader.getPlatform();
    NativeLibraries.ofTensorFlow(platform).copyTo(folder.resolve("tensorflow"));
    NativeLibraries.ofOnnxRuntime(platform).copyTo(folder.resolve("onnxruntime"));
  }
}
