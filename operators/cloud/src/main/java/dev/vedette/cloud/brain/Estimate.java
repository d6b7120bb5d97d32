package dev.vedette.cloud.brain;

import dev.vedette.cloud.prompt.Prompt;
import dev.vedette.cloud.provider.ProviderOptions;
import dev.vedette.core.brain.Evidence;
import dev.vedette.core.brain.Question;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.money.Bill;
import dev.vedette.core.privacy.PreparedPicture;
import java.time.Instant;

/** What asking costs at most, without anybody being asked. */
public final class Estimate {
  private Estimate() {}

  /** Of a question about one square picture, in the words that are shipped. */
  public static Bill ofOnePicture(ProviderOptions options, int side) {
    Prompt prompt = Prompt.shipped();
    var costs =
        new Costs(
            ProviderBrain.protocol(options, prompt),
            prompt::inForce,
            options.model(),
            options.price());
    return costs.worstCase(about(new PreparedPicture(new byte[0], side, side)));
  }

  private static Question about(PreparedPicture picture) {
    var origin = new Origin("nowhere", 0, 0, Instant.EPOCH);
    var header =
        new EventHeader("none", "default", "none", "default", Kind.CAMERA, Instant.EPOCH, origin);
    var judgement = new Judgement("none", "none", "person", 1, true);
    var judged = new Judged(header, judgement, null, null, Instant.EPOCH, 0);
    return Question.about(judged, "none", Evidence.of(picture), Instant.EPOCH, null);
  }
}
