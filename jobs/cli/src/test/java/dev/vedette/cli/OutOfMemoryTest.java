package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class OutOfMemoryTest {
  /** Takes more than there is. */
  @Command(name = "hungry")
  private static final class HungryCommand implements Runnable {
    @Override
    public void run() {
      throw new OutOfMemoryError("Java heap space");
    }
  }

  @Test
  void whoseHeapIsFullIsToldInOneLineHowToGetMore() {
    var err = new StringWriter();
    CommandLine vedette = Vedette.commandLine();
    vedette.addSubcommand(new HungryCommand());
    int code = vedette.setErr(new PrintWriter(err, true)).execute("hungry");

    assertThat(code).isEqualTo(1);
    new Commands.Said(code, "", err.toString())
        .inOneLine("vedette hungry: ", " MB of heap are full (Java heap space)", "VEDETTE_HEAP=4g");
  }
}
