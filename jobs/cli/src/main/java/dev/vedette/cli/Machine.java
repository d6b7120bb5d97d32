package dev.vedette.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The machine that figures are from: a figure without one says nothing. */
public record Machine(
    String processor, int cores, String system, String architecture, String java) {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final Path BOARD = Path.of("/proc/device-tree/model");

  public static Machine current() {
    return new Machine(
        read(PROCESSORS).flatMap(Machine::nameIn).or(() -> board()).orElse("unknown processor"),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name", "?") + ' ' + System.getProperty("os.version", ""),
        System.getProperty("os.arch", "?"),
        Runtime.version().feature() + " (" + System.getProperty("java.vm.name", "?") + ')');
  }

  /** What /proc/cpuinfo calls the processor; ARM kernels give no name, but some name the board. */
  static Optional<String> nameIn(String processors) {
    for (String key : List.of("model name", "Model", "Hardware")) {
      Optional<String> name =
          processors
              .lines()
              .filter(line -> line.split(":", 2)[0].strip().equals(key) && line.contains(":"))
              .map(line -> line.split(":", 2)[1].strip())
              .findFirst();
      if (name.isPresent()) {
        return name;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> board() {
    return read(BOARD).map(text -> text.replace("\0", "").strip());
  }

  private static Optional<String> read(Path file) {
    try {
      return Files.isReadable(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // the name of the processor is a courtesy
    }
  }

  public String inOneLine() {
    return "%s, %d cores, %s %s, Java %s".formatted(processor, cores, system, architecture, java);
  }
}
