package dev.vedette.cli.control;

import dev.vedette.core.budget.Limit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Limits as somebody types them. */
final class Ordering {
  @Command(name = "ordering")
  private static final class Only {
    @Mixin private LimitOptions limits;
  }

  private Ordering() {}

  static Limit limit(String options) {
    var only = new Only();
    new CommandLine(only).parseArgs(options.split(" ", -1));
    return only.limits.named("some");
  }
}
