package dev.vedette.core.budget;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How much may be spent on whom in a period.
 *
 * <p>A limit that names no tenant holds for each tenant by itself, unless it is shared out: then
 * each has its share of the one sum, and who is not named has none.
 *
 * @param name by which it is changed and shown
 * @param tenant {@link Node#ANY} for each
 * @param deviceClass {@link Node#ANY} for all of a tenant's together
 * @param label {@link Node#ANY} for all of the class together
 * @param provider whose calls count; {@link Node#ANY} for those of all together
 * @param micros in a period
 * @param isHard whether calls that could exceed it are not made; otherwise it only warns
 * @param warnings at which parts of it somebody is told, in percent, the smallest first
 * @param shares of tenants, in percent; empty if it is not shared out
 */
public record Limit(
    String name,
    String tenant,
    String deviceClass,
    String label,
    String provider,
    BudgetPeriod period,
    long micros,
    boolean isHard,
    List<Integer> warnings,
    Map<String, Integer> shares)
    implements Serializable {
  /** At which parts of a limit somebody is told, if nothing else is ordered. */
  public static final List<Integer> USUAL_WARNINGS = List.of(80, 95);

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public Limit {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no name of a budget: up to 64 letters, digits, dots, dashes".formatted(name));
    }
    if (micros < 0) {
      throw new IllegalArgumentException("micros < 0: " + micros);
    }
    if (tenant.isBlank() || deviceClass.isBlank() || label.isBlank() || provider.isBlank()) {
      throw new IllegalArgumentException(
          "a tenant, a device class, a label, a provider have names");
    }
    if (deviceClass.equals(Node.ANY) && !label.equals(Node.ANY)) {
      throw new IllegalArgumentException("label %s of no device class".formatted(label));
    }
    warnings = warnings.stream().sorted().distinct().toList();
    for (int percent : warnings) {
      if (percent < 1 || percent > 100) {
        throw new IllegalArgumentException("no warning between 1 and 100 %: " + percent);
      }
    }
    shares = Map.copyOf(shares);
    int sum = 0;
    for (int share : shares.values()) {
      if (share < 0) {
        throw new IllegalArgumentException("share < 0 %: " + share);
      }
      sum = Math.addExact(sum, share);
    }
    if (sum > 100) {
      throw new IllegalArgumentException("shares of %d %% in all".formatted(sum));
    }
    if (!shares.isEmpty() && !tenant.equals(Node.ANY)) {
      throw new IllegalArgumentException("what one tenant has is not shared out");
    }
  }

  /** Whether it is about a tenant at all. */
  boolean isOf(String someone) {
    return tenant.equals(Node.ANY) || tenant.equals(someone);
  }

  /** How much of it is a tenant's, rounded down. */
  public long microsOf(String someone) {
    if (shares.isEmpty()) {
      return micros;
    }
    // Not as a product of the whole, which may be near the largest number there is.
    int share = shares.getOrDefault(someone, 0);
    return micros / 100 * share + micros % 100 * share / 100;
  }

  /** Whether what is spent on a label of a device class counts. */
  public boolean isOver(String someClass, String someLabel) {
    return (deviceClass.equals(Node.ANY) || deviceClass.equals(someClass))
        && (label.equals(Node.ANY) || label.equals(someLabel));
  }

  /** Whether what a provider bills counts. */
  public boolean counts(String someProvider) {
    return provider.equals(Node.ANY) || provider.equals(someProvider);
  }

  /** At which parts of it somebody is told, in percent; always where it is used up. */
  List<Integer> marks() {
    if (warnings.contains(100)) {
      return warnings;
    }
    List<Integer> all = new ArrayList<>(warnings);
    all.add(100);
    return all;
  }

  /** What it adds up. */
  public Node node() {
    return new Node(deviceClass, label, provider);
  }
}
