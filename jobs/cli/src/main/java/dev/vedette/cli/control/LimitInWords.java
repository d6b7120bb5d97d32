package dev.vedette.cli.control;

import dev.vedette.cli.text.Spelling;
import dev.vedette.core.budget.BudgetPeriod;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.Node;
import java.util.stream.Collectors;

/** A limit as a sentence. */
final class LimitInWords {
  private LimitInWords() {}

  /** {@code acme may spend $25.00 a day (UTC) on door; warnings at 80 % and 95 %}. */
  static String of(Limit limit) {
    String sentence =
        "%s %s%s%s; %s%s"
            .formatted(
                spending(limit),
                period(limit.period()),
                things(limit),
                limit.provider().equals(Node.ANY) ? "" : " at " + limit.provider(),
                limit.isHard() ? "" : "nothing is blocked, ",
                warnings(limit));
    return Spelling.plain(sentence);
  }

  private static String spending(Limit limit) {
    String may = limit.isHard() ? "may spend" : "should spend at most";
    if (limit.shares().isEmpty()) {
      String who = limit.tenant().equals(Node.ANY) ? "each tenant" : limit.tenant();
      return "%s %s %s".formatted(who, may, SpeltDollars.of(limit.micros()));
    }
    String verb = ' ' + may + ' ';
    StringBuilder parts = new StringBuilder();
    for (String tenant : limit.shares().keySet().stream().sorted().toList()) {
      parts
          .append(tenant)
          .append(verb)
          .append(SpeltDollars.of(limit.microsOf(tenant)))
          .append(", ");
      verb = " ";
    }
    return parts + "others nothing,";
  }

  private static String things(Limit limit) {
    if (limit.deviceClass().equals(Node.ANY)) {
      return "";
    }
    return limit.label().equals(Node.ANY)
        ? " on " + limit.deviceClass()
        : " on %s of %s".formatted(limit.label(), limit.deviceClass());
  }

  private static String period(BudgetPeriod period) {
    if (!period.isRolling()) {
      return "%s (%s)".formatted(each(period.length()), period.zone());
    }
    return switch (period.length()) {
      case MINUTE -> "in any 60 seconds";
      case HOUR -> "in any 60 minutes";
      case DAY -> "in any 24 hours";
      case WEEK -> "in any 7 days";
      case MONTH -> "in any 30 days";
    };
  }

  private static String each(BudgetPeriod.Length length) {
    return (length == BudgetPeriod.Length.HOUR ? "an " : "a ") + Spelling.of(length);
  }

  private static String warnings(Limit limit) {
    String all =
        limit.warnings().stream().map(percent -> percent + " %").collect(Collectors.joining(", "));
    return all.isEmpty()
        ? "no warnings"
        : "warnings at " + all.replaceFirst(", ([^,]*)$", " and $1");
  }
}
