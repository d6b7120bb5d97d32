package dev.vedette.djl.artefact;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;

/**
 * Where gates from the class path are copied to: beside JavaCPP's libraries, so that one folder and
 * one property, {@code org.bytedeco.javacpp.cachedir}, decide where this process writes.
 */
public final class GateCache {
  private GateCache() {}

  /** The folder, which need not be there yet. */
  public static Path folder() throws GateArtefactException {
    try {
      return Loader.getCacheDir().toPath().resolve("vedette-gates");
    } catch (IOException e) {
      throw new GateArtefactException("cache", "no writable folder", ClasspathGate.CACHE_REMEDY, e);
    }
  }
}
