package dev.vedette.cli.verdicts;

import dev.vedette.cli.text.Spelling;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Which verdicts somebody wants to see: those that fit all that was given. */
final class VerdictFilter {
  @Option(names = "--tenant", paramLabel = "NAME", description = "Of this tenant.")
  private @Nullable String tenant;

  @Option(names = "--device", paramLabel = "NAME", description = "Of this device.")
  private @Nullable String device;

  @Option(names = "--label", paramLabel = "NAME", description = "With this label of the gate.")
  private @Nullable String label;

  @Option(names = "--event", paramLabel = "ID", description = "On this event.")
  private @Nullable String event;

  @Option(
      names = "--by",
      paramLabel = "GIVER",
      converter = OfGiver.class,
      description = "By edge, or by cloud.")
  private @Nullable Giver by;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      converter = OfReason.class,
      description = "By the edge for this reason, such as breaker-open.")
  private @Nullable Reason reason;

  @Option(names = "--final", description = "Last words alone, which nothing will amend.")
  private boolean last;

  boolean wants(Verdict verdict) {
    var header = verdict.header();
    return fits(tenant, header.tenant())
        && fits(device, header.device())
        && fits(label, verdict.judgement().label())
        && fits(event, header.eventId())
        && (by == null || by == verdict.by())
        && (reason == null || reason == verdict.reason())
        && (!last || verdict.last());
  }

  private static boolean fits(@Nullable String wanted, String found) {
    return wanted == null || wanted.equals(found);
  }

  /** As it is spelt in the topic. */
  static final class OfGiver implements ITypeConverter<Giver> {
    @Override
    public Giver convert(String text) {
      return Spelling.word(Giver.class, text);
    }
  }

  /** As it is spelt in the topic. */
  static final class OfReason implements ITypeConverter<Reason> {
    @Override
    public Reason convert(String text) {
      return Spelling.word(Reason.class, text);
    }
  }
}
