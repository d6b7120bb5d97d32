package dev.vedette.djl.choice;

import java.util.Locale;
import java.util.Objects;

/**
 * Why a variant does not serve here.
 *
 * @param detail the fact, for people
 * @param remedy what would let it serve
 */
public record Refusal(String variant, Reason reason, String detail, String remedy)
    implements Trial {
  public Refusal {
    Objects.requireNonNull(variant);
    Objects.requireNonNull(reason);
  }

  /** The fact for machines: one word, fit for a metric's label. */
  public enum Reason {
    /** A variable that must stand in the process's environment does not. */
    MISSING_ENV,
    /** Made for other processors. */
    UNSUPPORTED_ARCH,
    /** Made for an engine that is not here. */
    UNSUPPORTED_ENGINE,
    /** A file is missing, differs from its hash, or has no business there. */
    DAMAGED_FILE,
    /** It runs, and answers the golden inputs wrongly. */
    WRONG_OUTPUT,
    /** It does not load or does not run. */
    ENGINE_FAILURE;

    /** As it is spelt in metrics: {@code missing-env}. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Override
  public String toString() {
    return "variant %s refused (%s): %s; %s".formatted(variant, reason.wireName(), detail, remedy);
  }
}
