package dev.vedette.cli.control;

import dev.vedette.cli.JobOptions;
import dev.vedette.cli.Version;
import dev.vedette.cli.kafka.ControlTopic;
import dev.vedette.cli.text.Sheet;
import dev.vedette.cli.text.Spelling;
import dev.vedette.cli.text.Table;
import dev.vedette.core.control.Order;
import dev.vedette.pipeline.OrderFold;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "The orders in force, and the mode of each at this moment. For a device the narrowest"
            + " counts, a tenant's before a class's.",
    footerHeading = "%nExamples:%n",
    footer = "  vedette control show --config job.yaml")
final class ControlShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JobOptions job;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  ControlShowCommand() {}

  @Override
  public Integer call() throws Exception {
    OrderFold standing = ControlTopic.reach(job.configuration()).standing();
    PrintWriter out = spec.commandLine().getOut();
    List<Order> orders =
        standing.orders().all().stream()
            .sorted(Comparator.comparing(order -> order.scope().toString()))
            .toList();
    if (orders.isEmpty()) {
      out.println("  no orders: hybrid for all");
      out.flush();
    } else {
      table(orders, out);
    }
    var sheet = new Sheet(out);
    int budgets = standing.budgets().size();
    if (budgets > 0) {
      sheet.fact(
          "budgets", "%d (vedette control budget show has what may be spent)".formatted(budgets));
    }
    for (String key : standing.unreadable()) {
      sheet.fact("left out", LeftOut.inWords(key));
    }
    return 0;
  }

  private static void table(List<Order> orders, PrintWriter out) {
    Instant now = Instant.now();
    var table = new Table("tenant/class", "now", "ordered", "hours", "since", "note");
    for (Order order : orders) {
      table.row(
          Spelling.plain(order.scope().toString()),
          Spelling.of(order.modeAt(now)),
          Spelling.of(order.mode()),
          hours(order),
          order.givenAt().truncatedTo(ChronoUnit.SECONDS).toString(),
          Spelling.plain(order.note()));
    }
    table.print(out);
  }

  private static String hours(Order order) {
    return order.hours().isEmpty()
        ? ""
        : order.hours().stream().map(SpeltHours::of).collect(Collectors.joining("; "))
            + " "
            + order.zone();
  }
}
