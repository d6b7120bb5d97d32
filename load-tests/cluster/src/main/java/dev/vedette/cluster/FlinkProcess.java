package dev.vedette.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of a cluster, and what it has said. */
public record FlinkProcess(String name, Process process, Path log) implements AutoCloseable {
  private static final int TAIL = 40;
  private static final int PATIENCE_SECONDS = 30;

  /** Ends it as the kernel does where memory is short: it cannot do anything any more. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(name + " cannot be killed: pid " + process.pid());
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** All that it has said. */
  public String said() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last lines of what it has said. */
  public String lastWords() {
    List<String> lines = said().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
  }

  /** Asks it to end, and ends it if it does not. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      kill();
    }
  }
}
