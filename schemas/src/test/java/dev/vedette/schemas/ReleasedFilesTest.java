package dev.vedette.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Released files stay as they are to the byte. A schema's id would not tell: docs, defaults and
 * logical types are not in it.
 */
class ReleasedFilesTest {
  private static final Path RELEASED = Path.of("src/main/resources/released");

  /** As {@code sha256sum} writes it, so that {@code sha256sum -c} reads it too. */
  private static final Path SUMS = Path.of("src/test/resources/released.sha256");

  @Test
  void noReleasedFileWasEditedSince() throws Exception {
    Map<String, String> found = found();
    Map<String, String> pinned = pinned();
    if (Boolean.getBoolean("golden.rewrite")) {
      // Only what is new: a file that was edited is to be restored, not pinned again.
      found.forEach(pinned::putIfAbsent);
      write(pinned);
    }
    assertThat(found).isEqualTo(pinned);
  }

  private static Map<String, String> found() throws Exception {
    Map<String, String> sums = new TreeMap<>();
    try (var files = Files.walk(RELEASED)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        String name = RELEASED.relativize(file).toString().replace('\\', '/');
        sums.put(name, HexFormat.of().formatHex(sum));
      }
    }
    return sums;
  }

  private static Map<String, String> pinned() throws IOException {
    return Files.readAllLines(SUMS).stream()
        .map(line -> line.split(" {2}", 2))
        .collect(Collectors.toMap(part -> part[1], part -> part[0], (a, b) -> b, TreeMap::new));
  }

  private static void write(Map<String, String> sums) throws IOException {
    StringBuilder text = new StringBuilder();
    sums.forEach((name, sum) -> text.append(sum).append("  ").append(name).append('\n'));
    Files.writeString(SUMS, text);
  }
}
