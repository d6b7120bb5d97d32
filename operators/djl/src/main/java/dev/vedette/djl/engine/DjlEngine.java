package dev.vedette.djl.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;

/** What is the same for every engine that DJL starts. */
final class DjlEngine {
  private DjlEngine() {}

  static void stayOffline() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    // JavaCPP would collect garbage and throw when the process outgrows a multiple of the heap. It
    // reads this once, so it is set before the first of its pointers.
    setUnlessSet("org.bytedeco.javacpp.maxBytes", "0");
    setUnlessSet("org.bytedeco.javacpp.maxPhysicalBytes", "0");
  }

  static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Loads an engine's native code and says its version. */
  static String load(String name) throws EngineStartException {
    // DJL asks the thread's class loader for engines; the one that has DJL is sure to have them.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Engine.class.getClassLoader());
    try {
      return Engine.getEngine(name).getVersion();
    } catch (EngineException | IllegalArgumentException | LinkageError e) {
      throw new EngineStartException(
          EngineStartException.Reason.ENGINE_REFUSED,
          "%s does not start: %s".formatted(name, rootOf(e)),
          "If another class loader of this process has loaded it, DJL and the natives belong on"
              + " the cluster's lib/ and not into the job's jar; else check that DJL and the"
              + " natives are of matching versions, and that libstdc++ is installed",
          e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
