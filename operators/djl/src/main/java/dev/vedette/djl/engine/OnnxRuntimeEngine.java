package dev.vedette.djl.engine;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process's ONNX Runtime, started.
 *
 * <p>It stands beside {@link TensorFlowEngine} and is started only for a variant that needs it.
 * Starting it twice is the same as once, and it never touches the network.
 *
 * @param version of ONNX Runtime
 * @param libraries the folder that the native libraries were loaded from
 */
public record OnnxRuntimeEngine(String version, Path libraries) {
  /** The engine's name in DJL and in manifests. */
  public static final String NAME = "OnnxRuntime";

  /** ONNX Runtime's own property: a folder of libraries, used instead of unpacking its jar. */
  public static final String LIBRARY_PATH = "onnxruntime.native.path";

  /** The same as an environment variable, which images can set; the property goes before it. */
  public static final String LIBRARY_PATH_VARIABLE = "ONNXRUNTIME_LIBRARY_PATH";

  private static final Logger LOG = LoggerFactory.getLogger(OnnxRuntimeEngine.class);

  private static @Nullable OnnxRuntimeEngine started;

  /** Starts the engine and logs what takes time. */
  public static OnnxRuntimeEngine start() throws EngineStartException {
    return start(LOG::info);
  }

  /**
   * Starts the engine. The first start on a machine unpacks 20 MB.
   *
   * @param progress is told of each step that takes time
   */
  public static synchronized OnnxRuntimeEngine start(Consumer<String> progress)
      throws EngineStartException {
    OnnxRuntimeEngine engine = started;
    if (engine == null) {
      started = engine = startAnew(progress);
    }
    return engine;
  }

  private static OnnxRuntimeEngine startAnew(Consumer<String> progress)
      throws EngineStartException {
    DjlEngine.stayOffline();
    // Else DJL would start a second engine for operations on arrays that nobody calls here.
    DjlEngine.setUnlessSet("ai.djl.onnx.disable_alternative", "true");
    String override = override();
    // Left alone it would unpack its libraries into a new folder at each start, and leave them
    // there when the process is killed.
    Path libraries =
        override != null
            ? Path.of(override)
            : NativeLibraries.ofOnnxRuntime(Loader.getPlatform()).unpack(progress);
    System.setProperty(LIBRARY_PATH, libraries.toString());
    progress.accept("starting ONNX Runtime from " + libraries);
    return new OnnxRuntimeEngine(DjlEngine.load(NAME), libraries);
  }

  private static @Nullable String override() {
    String property = System.getProperty(LIBRARY_PATH);
    return property != null ? property : System.getenv(LIBRARY_PATH_VARIABLE);
  }
}
