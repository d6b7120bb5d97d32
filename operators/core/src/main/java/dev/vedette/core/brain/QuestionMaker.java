package dev.vedette.core.brain;

import dev.vedette.core.event.Picture;
import dev.vedette.core.event.Samples;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.privacy.PicturePreparer;
import dev.vedette.core.privacy.PicturePreparer.UnpreparedPictureException;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes the question about a new episode out of its first positive event, or about any event where
 * it is ordered so; one that the gate finds negative is never kept.
 *
 * @param patience from the judgement until the answer is worth nothing any more
 * @param deferral which questions are kept when they cannot be asked in that time
 */
public record QuestionMaker(PicturePreparer preparer, Duration patience, DeferralPolicy deferral)
    implements Serializable {
  public QuestionMaker {
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("patience <= 0: " + patience);
    }
  }

  /** The picture, if there is one, leaves nothing but what the preparer lets through. */
  public Question about(Judged opening, String episodeId) throws UnpreparedPictureException {
    return make(opening, episodeId, evidence(opening));
  }

  /** For a picture that could not be prepared: the edge will have to answer. */
  public Question withoutPicture(Judged opening, String episodeId) {
    return make(opening, episodeId, Evidence.NONE);
  }

  private Evidence evidence(Judged opening) throws UnpreparedPictureException {
    Picture picture = opening.picture();
    if (picture != null) {
      return Evidence.of(preparer.prepare(picture));
    }
    Samples samples = opening.samples();
    return samples == null ? Evidence.NONE : Evidence.ofSamples(samples);
  }

  private Question make(Judged opening, String episodeId, Evidence evidence) {
    return Question.about(
        opening,
        episodeId,
        evidence,
        opening.judgedAt().plus(patience),
        opening.judgement().positive() ? deferralOf(opening) : null);
  }

  private @Nullable Deferral deferralOf(Judged opening) {
    return deferral
        .of(opening.header().tenant(), opening.judgement().label(), opening.judgedAt())
        .orElse(null);
  }
}
