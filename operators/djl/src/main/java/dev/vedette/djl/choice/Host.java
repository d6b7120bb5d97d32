package dev.vedette.djl.choice;

import java.util.Locale;
import java.util.Map;

/**
 * What a variant may require of the process it runs in.
 *
 * @param environment of the process: native code reads this, not Java's system properties
 * @param architecture as manifests spell it: {@code x86_64}, {@code aarch64}
 */
public record Host(Map<String, String> environment, String architecture) {
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
    return new Host(System.getenv(), System.getProperty("os.arch", "unknown"));
  }
}
