package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Commands as somebody types them, and what is said to that. */
public final class Commands {
  private Commands() {}

  /** How a command ended, and what it said. */
  public record Said(int code, String out, String err) {
    /** Fails unless it complained in a single line that has all of these. */
    public void inOneLine(String... parts) {
      assertThat(err.strip().lines()).as(err).hasSize(1);
      assertThat(err).contains(parts);
    }
  }

  public static Said run(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    CommandLine command = Vedette.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int code = command.execute(args);
    return new Said(code, out.toString(), err.toString());
  }
}
