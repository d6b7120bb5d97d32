package dev.vedette.cli.gate;

import dev.vedette.cli.Commands;
import java.util.stream.Stream;

/** Runs gate commands in this process and keeps what the last one said. */
final class Said {
  private Commands.Said last = new Commands.Said(0, "", "");

  /** The exit code of {@code vedette gate …}. */
  int gate(String... args) {
    last = Commands.run(Stream.concat(Stream.of("gate"), Stream.of(args)).toArray(String[]::new));
    return last.code();
  }

  String out() {
    return last.out();
  }

  String err() {
    return last.err();
  }

  String errInOneLine() {
    if (err().strip().lines().count() != 1) {
      throw new AssertionError("not in one line: " + err());
    }
    return err();
  }
}
