package dev.vedette.cli.cost;

import dev.vedette.cli.Version;
import dev.vedette.cli.text.Amount;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "project",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "What asking a cloud model would come to, exactly: with a call for every request, and with a"
          + " gate that lets only a part of them pass. It looks at no ledger.",
      "What a call costs, 'vedette prices show' and 'vedette cost report' say."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vedette cost project --users 1000000 --requests-per-day 10 --usd-per-call 0.01",
      "  vedette cost project --users 1000000 --requests-per-day 10 --usd-per-call 0.01 \\",
      "      --pass-rate 2%%"
    })
final class CostProjectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--users", paramLabel = "N", required = true, description = "Users, or devices.")
  private long users;

  @Option(
      names = "--requests-per-day",
      paramLabel = "R",
      required = true,
      converter = Amount.OfOption.class,
      description = "Of each of them.")
  private BigDecimal requestsPerDay;

  @Option(
      names = "--usd-per-call",
      paramLabel = "U",
      required = true,
      converter = Amount.OfOption.class,
      description = "What a call costs, in US dollars.")
  private BigDecimal usdPerCall;

  @Option(
      names = "--pass-rate",
      paramLabel = "P",
      converter = OfRate.class,
      description = "The part of them that a gate lets pass, as 0.02 or 2%%.")
  private @Nullable BigDecimal passRate;

  @Option(
      names = "--days",
      paramLabel = "D",
      defaultValue = "30",
      description = "Of the month (default: ${DEFAULT-VALUE}).")
  private int days;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  CostProjectCommand() {}

  @Override
  public Integer call() {
    if (users < 1) {
      throw new ParameterException(spec.commandLine(), "--users < 1: " + users);
    }
    if (days < 1) {
      throw new ParameterException(spec.commandLine(), "--days < 1: " + days);
    }
    BigDecimal day = BigDecimal.valueOf(users).multiply(requestsPerDay).multiply(usdPerCall);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s users x %s requests a day x %s%n",
        Amount.grouped(users), Amount.grouped(requestsPerDay), usd(usdPerCall));
    out.printf("all of them asked: %s%n", told(day));
    if (passRate != null) {
      BigDecimal passed = day.multiply(passRate);
      out.printf(
          "%s %% of them asked: %s%n",
          passRate.scaleByPowerOfTen(2).stripTrailingZeros().toPlainString(), told(passed));
      out.printf("saved: %s%n", told(day.subtract(passed)));
    }
    out.flush();
    return 0;
  }

  private String told(BigDecimal day) {
    return "%s a day, %s in %d days"
        .formatted(usd(day), usd(day.multiply(BigDecimal.valueOf(days))), days);
  }

  /** With as many digits as there are. */
  private static String usd(BigDecimal amount) {
    BigDecimal exact = amount.stripTrailingZeros();
    return "$" + Amount.grouped(exact.scale() < 0 ? exact.setScale(0) : exact);
  }

  /** A part of a whole. */
  static final class OfRate implements ITypeConverter<BigDecimal> {
    @Override
    public BigDecimal convert(String text) {
      String stripped = text.strip();
      boolean isPercent = stripped.endsWith("%");
      BigDecimal rate;
      try {
        BigDecimal given =
            Amount.ofText(isPercent ? stripped.substring(0, stripped.length() - 1) : stripped);
        rate = isPercent ? given.scaleByPowerOfTen(-2) : given;
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'%s' is no rate such as 0.02 or 2%%".formatted(text));
      }
      if (rate.compareTo(BigDecimal.ONE) > 0) {
        throw new TypeConversionException(
            "'%s' is more than all: a rate is at most 1, or 100%%".formatted(text));
      }
      return rate;
    }
  }
}
