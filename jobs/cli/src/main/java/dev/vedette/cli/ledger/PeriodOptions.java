package dev.vedette.cli.ledger;

import dev.vedette.cli.text.Spelling;
import dev.vedette.cli.text.WrittenTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Of which time a report is. */
public final class PeriodOptions {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "From then on: a day such as 2026-11-01, or a time such as 2026-11-01T12:00Z.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Before then; the same.")
  private @Nullable String until;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      converter = Spelling.OfZone.class,
      defaultValue = "UTC",
      description = "Time zone of the days, such as Europe/Berlin (default: ${DEFAULT-VALUE}).")
  private ZoneId zone;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  public PeriodOptions() {}

  public ZoneId zone() {
    return zone;
  }

  /**
   * That part of a ledger.
   *
   * @param tenants all of them if there is none
   */
  public Selection of(Set<String> tenants) {
    try {
      return new Selection(tenants, time("--since", since), time("--until", until));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private @Nullable Instant time(String option, @Nullable String text) {
    try {
      return text == null ? null : WrittenTime.parse(text, zone);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(option, e.getMessage()), e);
    }
  }
}
