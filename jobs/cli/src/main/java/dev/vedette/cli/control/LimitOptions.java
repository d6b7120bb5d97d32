package dev.vedette.cli.control;

import dev.vedette.cli.text.Spelling;
import dev.vedette.core.budget.BudgetPeriod;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.Node;
import dev.vedette.core.control.Scope;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How much may be spent on whom, and for how long that counts. */
final class LimitOptions {
  private static final String NO_WARNINGS = "none";

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--limit",
      paramLabel = "USD",
      required = true,
      converter = SpeltDollars.class,
      description = "US dollars that may be spent in a period, such as 25 or 0.50.")
  private long micros;

  @Option(
      names = "--period",
      paramLabel = "LENGTH",
      required = true,
      converter = OfLength.class,
      description = "minute, hour, day, week (from a Monday on) or month.")
  private BudgetPeriod.Length length;

  @Option(
      names = "--rolling",
      description = "The last so long at every moment, a month being 30 days; not the calendar's.")
  private boolean isRolling;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      converter = Spelling.OfZone.class,
      description = "Time zone of the calendar, such as Europe/Berlin (default: UTC).")
  private @Nullable ZoneId zone;

  @Mixin private ScopeOptions scope;

  @Option(
      names = "--label",
      paramLabel = "NAME",
      defaultValue = Node.ANY,
      description = "Only for what the gate calls so, of the class of devices.")
  private String label;

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      defaultValue = Node.ANY,
      description = "Only calls to this provider count.")
  private String provider;

  @Option(
      names = "--soft",
      description =
          "Blocks nothing: it only warns. Otherwise calls that could exceed it are not made.")
  private boolean isSoft;

  @Option(
      names = "--warn",
      paramLabel = "PERCENTS",
      defaultValue = "80,95",
      description =
          "At which parts of it somebody is told, or "
              + NO_WARNINGS
              + " (default: ${DEFAULT-VALUE}).")
  private String warnings;

  @Option(
      names = "--share",
      paramLabel = "TENANT=PERCENT,...",
      defaultValue = "",
      description =
          "Shares the limit out: each tenant that is named has so many percent of it, and who is not"
              + " has none. Without it, and without --tenant, each tenant has the whole limit.")
  private String shares;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  LimitOptions() {}

  Limit named(String name) {
    Scope whose = scope.scope();
    if (!label.equals(Node.ANY) && whose.deviceClass().equals(Scope.ANY)) {
      throw wrong(
          "--label %s needs --class: a label is told apart within a class".formatted(label));
    }
    if (!shares.isEmpty() && !whose.tenant().equals(Scope.ANY)) {
      throw wrong("--share shares a limit out among tenants, and --tenant gives it to one: which?");
    }
    ZoneId counted = zone;
    if (isRolling && counted != null) {
      throw wrong("--rolling goes by no calendar, so leave --zone %s out".formatted(counted));
    }
    try {
      return new Limit(
          name,
          whose.tenant(),
          whose.deviceClass(),
          label,
          provider,
          new BudgetPeriod(length, isRolling, counted == null ? ZoneId.of("UTC") : counted),
          micros,
          !isSoft,
          percents(),
          parts());
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private List<Integer> percents() {
    List<Integer> percents = new ArrayList<>();
    if (!warnings.equals(NO_WARNINGS)) {
      for (String text : warnings.split(",", -1)) {
        percents.add(percent("--warn", text));
      }
    }
    return percents;
  }

  private Map<String, Integer> parts() {
    Map<String, Integer> parts = new LinkedHashMap<>();
    if (shares.isEmpty()) {
      return parts;
    }
    for (String text : shares.split(",", -1)) {
      String[] part = text.split("=", -1);
      String tenant = part[0].trim();
      if (part.length != 2 || tenant.isEmpty() || tenant.equals(Node.ANY)) {
        throw wrong("--share: '%s' is not such as acme=60".formatted(text));
      }
      if (parts.put(tenant, percent("--share", part[1])) != null) {
        throw wrong("--share: two shares of " + tenant);
      }
    }
    return parts;
  }

  private int percent(String option, String text) {
    String digits = text.trim();
    if (!digits.matches("\\d{1,3}")) {
      throw wrong("%s: '%s' is no whole number of percent".formatted(option, text));
    }
    return Integer.parseInt(digits);
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  /** The word for the length of a period. */
  static final class OfLength implements ITypeConverter<BudgetPeriod.Length> {
    @Override
    public BudgetPeriod.Length convert(String text) {
      return Spelling.word(BudgetPeriod.Length.class, text);
    }
  }
}
