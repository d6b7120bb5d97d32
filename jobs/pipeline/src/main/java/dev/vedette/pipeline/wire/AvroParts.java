package dev.vedette.pipeline.wire;

import dev.vedette.avro.Opinion;
import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.event.Origin;
import dev.vedette.core.gate.Region;
import org.jspecify.annotations.Nullable;

/** The records inside records that several topics share, to and from the core's. */
final class AvroParts {
  private AvroParts() {}

  static dev.vedette.avro.@Nullable Answer answer(@Nullable Answer answer) {
    return answer == null
        ? null
        : new dev.vedette.avro.Answer(
            Opinion.valueOf(answer.opinion().name()),
            answer.text(),
            answer.usage().freshInput(),
            answer.usage().cachedInput(),
            answer.usage().output(),
            answer.costMicros(),
            answer.provider(),
            answer.model(),
            answer.requestId(),
            answer.cloudMicros(),
            answer.sentBytes(),
            answer.simulated(),
            answer.usage().cacheWrite(),
            answer.usage().reasoning());
  }

  static @Nullable Answer answer(dev.vedette.avro.@Nullable Answer answer) {
    return answer == null
        ? null
        : new Answer(
            dev.vedette.core.brain.Opinion.valueOf(answer.getOpinion().name()),
            answer.getText(),
            new TokenUsage(
                answer.getFreshInputTokens(),
                answer.getCachedInputTokens(),
                answer.getCacheWriteTokens(),
                answer.getOutputTokens(),
                answer.getReasoningTokens()),
            answer.getCostMicroUsd(),
            answer.getProvider(),
            answer.getModel(),
            answer.getRequestId(),
            answer.getCloudMicros(),
            answer.getSentBytes(),
            answer.getSimulated());
  }

  static dev.vedette.avro.Origin origin(Origin origin) {
    return new dev.vedette.avro.Origin(
        origin.topic(), origin.partition(), origin.offset(), origin.appendedAt());
  }

  static Origin origin(dev.vedette.avro.Origin origin) {
    return new Origin(
        origin.getTopic(), origin.getPartition(), origin.getOffset(), origin.getAppendedAt());
  }

  static dev.vedette.avro.@Nullable Region region(@Nullable Region region) {
    return region == null
        ? null
        : new dev.vedette.avro.Region(region.left(), region.top(), region.right(), region.bottom());
  }

  static @Nullable Region region(dev.vedette.avro.@Nullable Region region) {
    return region == null
        ? null
        : new Region(region.getLeft(), region.getTop(), region.getRight(), region.getBottom());
  }
}
