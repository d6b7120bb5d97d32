package dev.vedette.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Commands as somebody types them, and what is said to that. */
public final class Commands {
  private Commands() {}

  /** How a command ended, and what it said. */
  public record Said(int code, String out, String err) {}

  public static Said run(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code = run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Said(code, out.toString(), err.toString());
  }

  public static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine command = Vedette.commandLine();
    command.setOut(out).setErr(err);
    return command.execute(args);
  }
}
