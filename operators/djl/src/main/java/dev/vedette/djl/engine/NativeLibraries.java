package dev.vedette.djl.engine;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * An engine's native libraries for one platform, as resources of the class path.
 *
 * <p>The system's loader wants files, so they are unpacked once into JavaCPP's cache, one folder a
 * version: {@code ~/.javacpp/cache}, or where {@code -Dorg.bytedeco.javacpp.cachedir} points.
 */
final class NativeLibraries {
  static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";

  private static final long MEBIBYTE = 1024 * 1024;

  private final String engine;
  private final List<URL> resources;

  private NativeLibraries(String engine, List<URL> resources) {
    this.engine = engine;
    this.resources = resources;
  }

  static NativeLibraries ofTensorFlow(String platform) throws EngineStartException {
    // In the order in which they depend on each other; the last is the one that DJL looks for.
    List<String> files =
        platform.startsWith("macosx")
            ? List.of(
                "libtensorflow_framework.2.dylib",
                "libtensorflow_cc.2.dylib",
                "libjnitensorflow.dylib")
            : List.of(
                "libtensorflow_framework.so.2", "libtensorflow_cc.so.2", "libjnitensorflow.so");
    return find(
        "TensorFlow",
        "/org/tensorflow/internal/c_api/" + platform + '/',
        files,
        platform,
        "Add org.tensorflow:tensorflow-core-native with the classifier "
            + platform
            + ", beside DJL (on a Flink cluster: in lib/); linux-x86_64, linux-arm64 and"
            + " macosx-arm64 are published");
  }

  static NativeLibraries ofOnnxRuntime(String platform) throws EngineStartException {
    // Its jar spells platforms in its own way, and has all of them.
    String folder =
        platform
            .replace("macosx", "osx")
            .replace("windows", "win")
            .replace("x86_64", "x64")
            .replace("arm64", "aarch64");
    return find(
        "ONNX Runtime",
        "/ai/onnxruntime/native/" + folder + '/',
        List.of(System.mapLibraryName("onnxruntime"), System.mapLibraryName("onnxruntime4j_jni")),
        platform,
        "Add com.microsoft.onnxruntime:onnxruntime beside DJL (on a Flink cluster: in lib/), or"
            + " leave it: other variants serve without it");
  }

  /** Finds them beside JavaCPP itself: natives serve one class loader, and it must be that one. */
  private static NativeLibraries find(
      String engine, String folder, List<String> files, String platform, String remedy)
      throws EngineStartException {
    List<URL> found = new ArrayList<>();
    for (String file : files) {
      URL resource = Loader.class.getResource(folder + file);
      if (resource == null) {
        throw new EngineStartException(
            EngineStartException.Reason.NATIVES_MISSING,
            "no %s library %s for %s on the class path".formatted(engine, file, platform),
            remedy,
            null);
      }
      found.add(resource);
    }
    return new NativeLibraries(engine, found);
  }

  /** The folder that holds them, after unpacking those that are not there yet. */
  @SuppressWarnings("LockOnNonEnclosingClassLiteral") // the reason is below
  Path unpack(Consumer<String> progress) throws EngineStartException {
    File last = null;
    // JavaCPP locks its cache between processes, but two threads of one process get an
    // OverlappingFileLockException. Its class is the one lock that all class loaders share.
    synchronized (Loader.class) {
      try {
        Path cache = requireWanted(Loader.getCacheDir().toPath());
        for (URL resource : resources) {
          announce(resource, cache, progress);
          last = Loader.cacheResource(resource);
        }
      } catch (IOException e) {
        throw unusable(engine + "'s libraries cannot be unpacked: " + e.getMessage(), e);
      }
    }
    return Objects.requireNonNull(last, "no libraries").toPath().resolveSibling("");
  }

  /** Writes them to a folder, which is made if it is not there. */
  void copyTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (URL resource : resources) {
      Path name = Path.of(resource.getPath()).getFileName();
      try (InputStream in = resource.openStream()) {
        Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** JavaCPP takes another folder in silence when the wanted one cannot be written. */
  private static Path requireWanted(Path cache) throws IOException, EngineStartException {
    String wanted = System.getProperty(CACHE_PROPERTY);
    if (wanted != null
        && !(Files.isDirectory(Path.of(wanted)) && Files.isSameFile(Path.of(wanted), cache))) {
      throw unusable("%s=%s cannot be written".formatted(CACHE_PROPERTY, wanted), null);
    }
    return cache;
  }

  private static void announce(URL resource, Path cache, Consumer<String> progress)
      throws IOException, EngineStartException {
    if (!(resource.openConnection() instanceof JarURLConnection inJar)) {
      return;
    }
    long bytes = inJar.getJarEntry().getSize();
    Path target =
        cache
            .resolve(Path.of(inJar.getJarFile().getName()).getFileName())
            .resolve(inJar.getEntryName());
    if (Files.exists(target) && Files.size(target) == bytes) {
      return;
    }
    requireRoom(bytes, Files.getFileStore(cache).getUsableSpace(), cache);
    progress.accept(
        "unpacking %s, %d MiB, into %s: once for each version"
            .formatted(target.getFileName(), bytes / MEBIBYTE, target.getParent()));
  }

  /** Asked beforehand, because a full disk would otherwise be noticed after minutes of writing. */
  static void requireRoom(long neededBytes, long usableBytes, Path cache)
      throws EngineStartException {
    if (usableBytes < neededBytes) {
      throw unusable(
          "%s has room for %d MiB, an engine's libraries need %d MiB"
              .formatted(cache, usableBytes / MEBIBYTE, neededBytes / MEBIBYTE),
          null);
    }
  }

  private static EngineStartException unusable(String fact, @Nullable Throwable cause) {
    return new EngineStartException(
        EngineStartException.Reason.CACHE_UNUSABLE,
        fact,
        "Free about 700 MB there, or start Java with -D"
            + CACHE_PROPERTY
            + "=<a writable folder that survives restarts>",
        cause);
  }
}
