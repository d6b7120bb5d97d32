package dev.vedette.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LedgerBooksRoomTest {
  private static final String CALLS = "100000";

  /** A tenth of what a year has. */
  private static final String MINUTES = "52560";

  /** Half as much again was too little when each line was kept as it came. */
  private static final String HEAP = "-Xmx100m";

  @Test
  void aMillionCallsAndAYearOfMinutesTakeLessThanAGigabyte() throws Exception {
    Process books =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                ManyLines.class.getName(),
                CALLS,
                MINUTES)
            .redirectErrorStream(true)
            .start();
    String said = new String(books.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(books.waitFor()).as(said).isZero();
    assertThat(said).contains("100000 calls, 157680 minutes, 10000000 micro-dollars");
  }
}
