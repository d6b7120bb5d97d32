package dev.vedette.djl.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process's TensorFlow engine, started.
 *
 * <p>Starting it twice is the same as once. It never touches the network: DJL is told to stay
 * offline, and finds the libraries unpacked from the class path before it would look further.
 *
 * @param version of TensorFlow
 * @param platform as JavaCPP spells it, such as {@code linux-x86_64}
 * @param libraries the folder that the native libraries were loaded from
 */
public record TensorFlowEngine(String version, String platform, Path libraries) {
  /** The engine's name in DJL and in manifests. */
  public static final String NAME = "TensorFlow";

  /** A folder of libraries to use instead of those on the class path. */
  public static final String LIBRARY_PATH = "TENSORFLOW_LIBRARY_PATH";

  private static final Logger LOG = LoggerFactory.getLogger(TensorFlowEngine.class);

  private static @Nullable TensorFlowEngine started;

  /** Starts the engine and logs what takes time. */
  public static TensorFlowEngine start() throws EngineStartException {
    return start(LOG::info);
  }

  /**
   * Starts the engine. The very first start on a machine unpacks 630 MB, which takes some ten
   * seconds; later ones take three.
   *
   * @param progress is told of each step that takes seconds
   */
  public static synchronized TensorFlowEngine start(Consumer<String> progress)
      throws EngineStartException {
    TensorFlowEngine engine = started;
    if (engine == null) {
      started = engine = startAnew(progress);
    }
    return engine;
  }

  private static TensorFlowEngine startAnew(Consumer<String> progress) throws EngineStartException {
    DjlEngine.stayOffline();
    // Each session runs in its caller's thread: as many threads as subtasks, and no hand-over.
    DjlEngine.setUnlessSet("ai.djl.tensorflow.num_intraop_threads", "1");
    DjlEngine.setUnlessSet("ai.djl.tensorflow.num_interop_threads", "-1");
    String platform = Loader.getPlatform();
    String override = override();
    Path libraries =
        override != null
            ? requireLibrary(Path.of(override))
            : NativeLibraries.ofTensorFlow(platform).unpack(progress);
    System.setProperty(LIBRARY_PATH, libraries.toString());
    progress.accept("starting TensorFlow from " + libraries);
    return new TensorFlowEngine(DjlEngine.load(NAME), platform, libraries);
  }

  private static Path requireLibrary(Path folder) throws EngineStartException {
    // Without this check DJL would go on to the network.
    if (Files.isRegularFile(folder.resolve(System.mapLibraryName("jnitensorflow")))) {
      return folder;
    }
    throw new EngineStartException(
        EngineStartException.Reason.NATIVES_MISSING,
        "%s=%s has no %s".formatted(LIBRARY_PATH, folder, System.mapLibraryName("jnitensorflow")),
        "Unset it to use the libraries of the class path, or point it at the right folder",
        null);
  }

  /** DJL prefers the environment to the property, so this does too. */
  private static @Nullable String override() {
    String environment = System.getenv(LIBRARY_PATH);
    return environment != null ? environment : System.getProperty(LIBRARY_PATH);
  }
}
