package dev.vedette.scenarios;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The class loaders that Flink made for submissions and that the collector cannot take away. */
final class LoadersAlive {
  private static final String USER_CODE = "org.apache.flink.util.ChildFirstClassLoader";

  private LoadersAlive() {}

  /** Collects all garbage first. */
  static int count() throws JMException {
    String histogram =
        (String)
            server()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    return instances(histogram, USER_CODE);
  }

  /** How many objects of a class a histogram of the JVM's counts. */
  static int instances(String histogram, String className) {
    for (String line : histogram.split("\n")) {
      String[] words = line.trim().split("\\s+");
      // Number, instances, bytes, class and, of classes that have one, a module.
      if (words.length >= 4 && words[3].equals(className)) {
        return Integer.parseInt(words[1]);
      }
    }
    return 0;
  }

  /** Writes all live objects to a file, in which the one that holds a loader can be found. */
  static void dump(Path file) throws JMException {
    server()
        .invoke(
            new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
            "dumpHeap",
            new Object[] {file.toAbsolutePath().toString(), true},
            new String[] {String.class.getName(), boolean.class.getName()});
  }

  private static MBeanServer server() {
    return ManagementFactory.getPlatformMBeanServer();
  }
}
