package dev.vedette.flink;

import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.QuestionMaker;
import dev.vedette.core.brain.Shortlist;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.privacy.PicturePreparer.UnpreparedPictureException;
import dev.vedette.flink.RunClock.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Makes the questions about the device at hand: at once, or when an episode has settled, which is
 * when its time is over by the device's clock or by the job's, whichever is first.
 */
final class EpisodeQuestions {
  private final QuestionMaker maker;
  private final DeviceEpisodes device;
  private final Shortlists shortlists;
  private final RateLimitedLog warnings;

  EpisodeQuestions(
      QuestionMaker maker, DeviceEpisodes device, Shortlists shortlists, RateLimitedLog warnings) {
    this.maker = maker;
    this.device = device;
    this.shortlists = shortlists;
    this.warnings = warnings;
  }

  /**
   * Takes note of an event in time, whatever it shows: settling may be over by it, and its score
   * may be all that can be told of it.
   */
  void see(Judged judged, Collector<Question> out) throws Exception {
    if (maker.settles()) {
      ask(shortlists.settle(judged.header().happenedAt()), out);
    }
    if (isToldByScores(judged.header())) {
      device.remember(judged);
    }
  }

  /** Asks about an event by itself. */
  void ask(Judged judged, Collector<Question> out) throws Exception {
    out.collect(question(judged, judged.header().eventId()));
  }

  /**
   * Asks about an episode, from this event on.
   *
   * @param atOnce whether nothing is to be gathered for it
   * @return when {@link #settle} is due next; null if it is asked
   */
  @Nullable Instant ask(
      Judged judged, String episodeId, boolean atOnce, Moment moment, Collector<Question> out)
      throws Exception {
    String label = judged.judgement().label();
    ask(shortlists.settle(label).stream().toList(), out); // of an episode before it
    if (atOnce || !maker.gathersFrames(judged)) {
      out.collect(question(judged, episodeId));
      return null;
    }
    Shortlist shortlist = maker.gathering(judged, episodeId, moment.now());
    out.collect(shortlist.announced());
    shortlists.put(label, shortlist);
    consider(judged);
    return shortlist.dueAt();
  }

  /** Takes note of a positive event that goes on with an open episode. */
  void consider(Judged judged) throws Exception {
    String label = judged.judgement().label();
    Optional<Shortlist> settling = shortlists.of(label);
    if (settling.isEmpty()) {
      return;
    }
    Shortlist shortlist = maker.allowed(settling.get());
    long millis = shortlist.millisTo(judged.header().happenedAt());
    if (judged.picture() != null
        && maker.showsPictures(judged.header())
        && shortlist.wants(millis, judged.judgement().score())) {
      try {
        shortlists.put(label, shortlist.with(maker.frame(judged, millis)));
      } catch (UnpreparedPictureException e) {
        warn(judged, e);
      }
    }
  }

  /** Asks what has settled by now. Returns when to look again; null if nothing is left. */
  @Nullable Instant settle(Moment moment, Collector<Question> out) throws Exception {
    ask(shortlists.settle(moment), out);
    return shortlists.due();
  }

  private void ask(List<Shortlist> settled, Collector<Question> out) {
    settled.forEach(shortlist -> out.collect(maker.allowed(shortlist).settled()));
  }

  private Question question(Judged judged, String episodeId) throws Exception {
    EventHeader header = judged.header();
    if (isToldByScores(header)) {
      return maker.about(
          judged, episodeId, device.scoresUntil(judged.judgement().label(), header.happenedAt()));
    }
    try {
      return maker.about(judged, episodeId);
    } catch (UnpreparedPictureException e) {
      warn(judged, e);
      return maker.withoutPicture(judged, episodeId);
    }
  }

  private boolean isToldByScores(EventHeader header) {
    return header.kind() == Kind.CAMERA && !maker.showsPictures(header);
  }

  private void warn(Judged judged, UnpreparedPictureException e) {
    warnings.warn(
        "unprepared",
        "{} at {}: the edge answers, unless the episode has another picture. One that is too large"
            + " needs a lower vedette.ask.picture.max-side; one that the gate reads and the JPEG"
            + " encoder does not, another format of the camera.",
        String.valueOf(e.getMessage()),
        judged.header().origin());
  }
}
