package dev.vedette.cloud.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.core.brain.TokenUsage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Token counts as providers write them, whose input includes what was read from a cache and what
 * was written to it. A count that is left out, or null, is none; one that is no count makes the
 * whole of them unbelievable, and so does a prompt of no tokens, so that the worst case is counted
 * and never too little.
 *
 * @param total of input and output; what it has more than its parts was written as well, and nobody
 *     was shown it
 */
public record TokenCounts(
    JsonNode input,
    JsonNode cached,
    JsonNode cacheWrite,
    JsonNode output,
    JsonNode reasoning,
    JsonNode total) {

  /**
   * Of providers whose output includes reasoning. Where the total shows that it is counted beside
   * the output, or is not counted elsewhere at all, it is read so.
   *
   * @return null if they cannot be true
   */
  public @Nullable Counted inclusive() {
    if (!areCounts() || !isCount(output)) {
      return null;
    }
    long beside = beyond(output.longValue());
    long written = output.longValue() + beside;
    long reasoned = Math.max(reasoning.asLong(0), beside);
    return reasoned > written ? null : counted(written - reasoned, reasoned);
  }

  /**
   * Of providers who count reasoning beside the output. Of the two at least one has to be there.
   *
   * @return null if they cannot be true
   */
  public @Nullable Counted reasoningApart() {
    if (!areCounts() || !(isCount(output) || isCount(reasoning))) {
      return null;
    }
    long answered = output.asLong(0);
    long reasoned = reasoning.asLong(0);
    return counted(answered, reasoned + beyond(answered + reasoned));
  }

  private boolean areCounts() {
    return isCount(input)
        && input.longValue() > 0
        && Stream.of(cached, cacheWrite, output, reasoning, total)
            .allMatch(TokenCounts::isCountOrNone)
        && cached.asLong(0) + cacheWrite.asLong(0) <= input.longValue();
  }

  /** How many more tokens were written than these, as the total says. */
  private long beyond(long written) {
    return Math.max(0, total.asLong(0) - input.longValue() - written);
  }

  private Counted counted(long answered, long reasoned) {
    long read = cached.asLong(0);
    long wrote = cacheWrite.asLong(0);
    return new Counted(
        new TokenUsage(input.longValue() - read - wrote, read, wrote, answered, reasoned));
  }

  public static boolean isCount(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0;
  }

  /** Whether it is a count, or is left out because there is nothing to count. */
  public static boolean isCountOrNone(JsonNode node) {
    return node.isMissingNode() || node.isNull() || isCount(node);
  }
}
