package dev.vedette.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** Lets tests of other packages run the program in this process. */
public final class Commands {
  private Commands() {}

  public static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine command = Vedette.commandLine();
    command.setOut(out).setErr(err);
    return command.execute(args);
  }
}
