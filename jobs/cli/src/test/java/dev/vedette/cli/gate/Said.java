package dev.vedette.cli.gate;

import dev.vedette.cli.Commands;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;

/** Runs gate commands in this process and keeps what the last one said. */
final class Said {
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  /** The exit code of {@code vedette gate …}. */
  int gate(String... args) {
    out = new StringWriter();
    err = new StringWriter();
    return Commands.run(
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        Stream.concat(Stream.of("gate"), Stream.of(args)).toArray(String[]::new));
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  String errInOneLine() {
    if (err.toString().strip().lines().count() != 1) {
      throw new AssertionError("not in one line: " + err);
    }
    return err.toString();
  }
}
