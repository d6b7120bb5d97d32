package dev.vedette.metrics;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What each family means, in a sentence, by the name it is exposed under.
 *
 * <p>Flink's metric groups have no place for such a text, so it is read from every {@code
 * META-INF/vedette/metrics-help.properties} (UTF-8) that the reporter's own class loader sees: in a
 * cluster those beside the plugin, in a MiniCluster those of the whole class path.
 */
record HelpTexts(Map<String, String> byName) {
  static final String RESOURCE = "META-INF/vedette/metrics-help.properties";

  HelpTexts {
    byName = Map.copyOf(byName);
  }

  static HelpTexts load(ClassLoader loader) {
    Map<String, String> byName = new HashMap<>();
    try {
      for (URL url : Collections.list(loader.getResources(RESOURCE))) {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
          texts.load(reader);
        }
        texts.stringPropertyNames().forEach(n -> byName.putIfAbsent(n, texts.getProperty(n)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
    return new HelpTexts(byName);
  }

  @Nullable String of(String name) {
    return byName.get(name);
  }
}
