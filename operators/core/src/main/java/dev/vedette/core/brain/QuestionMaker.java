package dev.vedette.core.brain;

import dev.vedette.core.audit.Draw;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Picture;
import dev.vedette.core.event.Samples;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.privacy.PicturePreparer;
import dev.vedette.core.privacy.PicturePreparer.UnpreparedPictureException;
import dev.vedette.core.privacy.PreparedPicture;
import dev.vedette.core.watch.WatchRules;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the question about an episode, or about any event where it is ordered so; one that the gate
 * finds negative is never kept.
 *
 * @param patience from the judgement until the answer is worth nothing any more
 * @param deferral which questions are kept when they cannot be asked in that time
 * @param watch which part of a device's pictures may be shown
 */
public record QuestionMaker(
    PicturePreparer preparer,
    PicturePolicy pictures,
    Duration patience,
    DeferralPolicy deferral,
    WatchRules watch)
    implements Serializable {
  public QuestionMaker {
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("patience <= 0: " + patience);
    }
    Duration settling = pictures.settling();
    if (!settling.isZero() && !RetryPolicy.isTimeForACall(patience.minus(settling))) {
      throw new IllegalArgumentException(
          "settling takes %s, and the question is over after %s: too soon for a call"
              .formatted(settling, patience));
    }
  }

  /** What of a question may leave, also of one that was made under other rules. */
  public Discretion discretion() {
    return new Discretion(pictures, watch);
  }

  /** Whether the device's pictures may leave at all, each once it is prepared. */
  public boolean showsPictures(EventHeader header) {
    return pictures.of(header) > 0;
  }

  /** Whether frames are gathered at all. */
  public boolean settles() {
    return !pictures.settling().isZero();
  }

  /** Whether the frames of an episode that this event opens are gathered before it is asked. */
  public boolean gathersFrames(Judged opening) {
    return opening.picture() != null && showsPictures(opening.header()) && settles();
  }

  /** The question that is asked at once, with what the event shows; of that, a picture prepared. */
  public Question about(Judged event, String episodeId) throws UnpreparedPictureException {
    Picture picture = event.picture();
    Samples samples = event.samples();
    Evidence evidence = samples == null ? Evidence.NONE : Evidence.ofSamples(samples);
    return make(
        event, episodeId, picture == null ? evidence : Evidence.of(prepared(event, picture)));
  }

  /** The question about a device of which no picture may leave. */
  public Question about(Judged event, String episodeId, List<PastScore> scores) {
    return make(event, episodeId, Evidence.ofScores(scores));
  }

  /** The question about a rejected event, with what it shows. */
  public Question audit(Judged event, Draw draw) throws UnpreparedPictureException {
    return about(event, event.header().eventId()).audited(draw);
  }

  /** For a picture that could not be prepared: the edge will have to answer. */
  public Question withoutPicture(Judged event, String episodeId) {
    return make(event, episodeId, Evidence.NONE);
  }

  /** The question while its frames are gathered. */
  public Shortlist gathering(Judged opening, String episodeId, Instant now) {
    return Shortlist.opened(
        withoutPicture(opening, episodeId).announced(),
        pictures.of(opening.header()),
        pictures.settling(),
        now);
  }

  /** What of a shortlist may still be shown: some may be from when more was allowed. */
  public Shortlist allowed(Shortlist shortlist) {
    var discretion = discretion();
    return shortlist.without(
        frame -> discretion.isOfAnotherView(shortlist.announced().header(), frame.picture()));
  }

  /** An event's picture as one of the frames. */
  public Frame frame(Judged event, long millis) throws UnpreparedPictureException {
    Picture picture = Objects.requireNonNull(event.picture(), "no picture to prepare");
    return new Frame(prepared(event, picture), millis, event.judgement().score());
  }

  /** What may be seen of the picture, and no more. */
  private PreparedPicture prepared(Judged event, Picture picture)
      throws UnpreparedPictureException {
    return preparer.prepare(picture, watch.of(event.header()).view(), event.judgement().region());
  }

  private Question make(Judged event, String episodeId, Evidence evidence) {
    return Question.about(
        event,
        episodeId,
        evidence,
        event.judgedAt().plus(patience),
        event.judgement().positive() ? deferralOf(event) : null);
  }

  private @Nullable Deferral deferralOf(Judged event) {
    return deferral
        .of(event.header().tenant(), event.judgement().label(), event.judgedAt())
        .orElse(null);
  }
}
