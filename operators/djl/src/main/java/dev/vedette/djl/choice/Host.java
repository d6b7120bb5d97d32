package dev.vedette.djl.choice;

import dev.vedette.core.integrity.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a variant may require of the process it runs in, and what its pace depends on.
 *
 * @param environment of the process: native code reads this, not Java's system properties
 * @param architecture as manifests spell it: {@code x86_64}, {@code aarch64}
 * @param processor one that has another instruction set, or another name, has another text
 */
public record Host(Map<String, String> environment, String architecture, String processor) {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  /** Of a processor in that file, what stays the same from one start to the next. */
  private static final Pattern LASTING =
      Pattern.compile("(vendor_id|model name|stepping|flags|Features|CPU [a-z]+)\\s*:.*");

  /** What the engines' own code reads. */
  private static final Pattern OF_ENGINES =
      Pattern.compile("(TF|TENSORFLOW|ONEDNN|DNNL|ONNXRUNTIME|ORT|OMP|KMP|MALLOC)_.*");

  public Host {
    environment = Map.copyOf(environment);
    architecture =
        switch (architecture.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86-64", "x64" -> "x86_64";
          case "arm64" -> "aarch64";
          default -> architecture;
        };
  }

  /** The process this is called in. */
  public static Host current() {
    return new Host(
        System.getenv(), System.getProperty("os.arch", "unknown"), processor(PROCESSORS));
  }

  /** Where the system does not say, all processors of one architecture are taken for alike. */
  static String processor(Path file) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      String words =
          lines
              .takeWhile(line -> !line.isBlank())
              .filter(line -> LASTING.matcher(line).matches())
              .collect(Collectors.joining("\n"));
      return Sha256.hex(words.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      return System.getProperty("os.name", "unknown");
    }
  }

  /**
   * The hash of all that a choice among variants depends on, but for the variants themselves and
   * the engines' versions. A hash, because an environment may hold secrets.
   */
  String facts() {
    Map<String, String> ofEngines = new TreeMap<>(environment);
    ofEngines.keySet().removeIf(name -> !OF_ENGINES.matcher(name).matches());
    String words =
        "%s, processor %s, %d of them, %s"
            .formatted(
                architecture, processor, Runtime.getRuntime().availableProcessors(), ofEngines);
    return Sha256.hex(words.getBytes(StandardCharsets.UTF_8));
  }
}
