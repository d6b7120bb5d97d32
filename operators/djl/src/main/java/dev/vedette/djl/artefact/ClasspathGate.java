package dev.vedette.djl.artefact;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A gate among the resources of the class path.
 *
 * <p>Its copy stands in a folder named after the manifest's hash, so that versions never mix, and
 * gets there by one atomic move, so that processes that copy at the same time do not see halves.
 */
final class ClasspathGate {
  static final String CACHE_REMEDY =
      "Free some space, or start Java with -Dorg.bytedeco.javacpp.cachedir=<a writable folder>";

  private final String prefix;
  private final ClassLoader loader;
  private final ManifestFile file;

  private ClasspathGate(String prefix, ClassLoader loader, ManifestFile file) {
    this.prefix = prefix;
    this.loader = loader;
    this.file = file;
  }

  /** Looks where the thread's classes come from first, then where this class does. */
  static ClasspathGate on(String prefix) throws GateArtefactException {
    String file = prefix + '/' + ManifestFile.NAME;
    for (ClassLoader loader : loaders()) {
      if (loader.getResource(file) != null) {
        return new ClasspathGate(prefix, loader, ManifestFile.parse(file, read(loader, file)));
      }
    }
    throw new GateArtefactException(
        GateArtefact.CLASSPATH + file,
        "is not on the class path",
        "Add dev.vedette:vedette-models, or name the folder of a gate",
        null);
  }

  private static List<ClassLoader> loaders() {
    ClassLoader own = ClasspathGate.class.getClassLoader();
    @Nullable ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? List.of(own) : List.of(context, own);
  }

  ManifestFile file() {
    return file;
  }

  private GateManifest manifest() {
    return file.manifest();
  }

  GateArtefact copyInto(Path cache) throws GateArtefactException {
    Path target = cache.resolve(manifest().gate() + '-' + file.sha256().substring(0, 16));
    try {
      if (!isWhole(target)) {
        Files.createDirectories(cache);
        Path copy = Files.createTempDirectory(cache, ".copy");
        try {
          write(copy);
          moveAside(target, cache);
          publish(copy, target);
        } finally {
          Folders.delete(copy);
        }
      }
    } catch (IOException e) {
      throw new GateArtefactException(
          target.toString(), "cannot be written (" + e + ")", CACHE_REMEDY, e);
    }
    return GateArtefact.readFolder(target);
  }

  private boolean isWhole(Path target) {
    return Files.isRegularFile(target.resolve(ManifestFile.NAME))
        && Hashes.damageIn(target, manifest().files()).isEmpty();
  }

  private void write(Path copy) throws IOException, GateArtefactException {
    for (String path : manifest().files().keySet()) {
      Path to = copy.resolve(path);
      Files.createDirectories(to.getParent());
      // A damaged resource is copied as it is: whoever reads the artefact names it.
      Files.write(to, read(loader, prefix + '/' + path));
    }
    Files.write(copy.resolve(ManifestFile.NAME), file.json());
  }

  /** What is damaged makes room; what another process has put there meanwhile is whole. */
  private void moveAside(Path target, Path cache) throws IOException {
    if (Files.exists(target) && !isWhole(target)) {
      Path grave = Files.createTempDirectory(cache, ".damaged");
      Files.move(target, grave, StandardCopyOption.ATOMIC_MOVE);
      Folders.delete(grave);
    }
  }

  private static void publish(Path copy, Path target) throws IOException {
    try {
      Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(target)) {
        throw e;
      } // another process was faster, and its copy is as good
    }
  }

  private static byte[] read(ClassLoader loader, String file) throws GateArtefactException {
    @Nullable URL resource = loader.getResource(file);
    if (resource != null) {
      try (InputStream in = resource.openStream()) {
        return in.readAllBytes();
      } catch (IOException e) {
        throw missing(file, e);
      }
    }
    throw missing(file, null);
  }

  private static GateArtefactException missing(String file, @Nullable IOException cause) {
    return new GateArtefactException(
        GateArtefact.CLASSPATH + file,
        "cannot be read from the class path",
        "Use an undamaged jar of vedette-models",
        cause);
  }
}
