package dev.vedette.pipeline;

import java.time.Duration;
import org.apache.flink.util.TimeUtils;

/**
 * How long it is remembered what the ledger says: the option, and the least it may be.
 *
 * <p>A job without state reads the ledger from that long ago. Its own epoch lines must be among
 * what it reads, also where looking up the offsets takes a while, or admission stays shut.
 */
final class JournalMemory {
  private static final Duration SLOWEST_START = Duration.ofMinutes(10);

  private JournalMemory() {}

  static Duration of(OptionReader options) throws InvalidConfigurationException {
    Duration memory = options.positive(AskOptions.JOURNAL_MEMORY);
    Duration deadline = options.positive(AskOptions.DEADLINE);
    Duration twice = options.valid(() -> deadline.multipliedBy(2), AskOptions.DEADLINE);
    Duration least = twice.compareTo(SLOWEST_START) > 0 ? twice : SLOWEST_START;
    if (memory.compareTo(least) < 0) {
      throw new InvalidConfigurationException(
          "%s < %s: %s; it has to be %s at least, and twice %s (%s)"
              .formatted(
                  AskOptions.JOURNAL_MEMORY.key(),
                  words(least),
                  words(memory),
                  words(SLOWEST_START),
                  AskOptions.DEADLINE.key(),
                  words(deadline)));
    }
    return memory;
  }

  private static String words(Duration duration) {
    return TimeUtils.formatWithHighestUnit(duration);
  }
}
