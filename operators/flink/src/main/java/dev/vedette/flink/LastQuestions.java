package dev.vedette.flink;

import dev.vedette.core.episode.LastQuestion;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.gate.Judged;
import dev.vedette.flink.RunClock.Moment;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * What the device at hand was last asked about, by label, as keyed state. There is none for a
 * device without a cooldown.
 */
final class LastQuestions {
  /** Before the label of a question about an event that the gate found negative. */
  private static final String NEGATIVE = "\0";

  private final EpisodeSettings settings;
  private final MapState<String, LastQuestion> last;

  LastQuestions(RuntimeContext context, EpisodeSettings settings) {
    this.settings = settings;
    last =
        context.getMapState(
            new MapStateDescriptor<>(
                "last-questions",
                InOnePieceType.text(),
                InOnePieceType.ofRecord(LastQuestion.class)));
  }

  /**
   * Whether an event in time comes too soon after the last question under its label. One about an
   * event that the gate found negative, which only an order asks, holds back no positive one: what
   * was nothing must not silence what is something.
   */
  boolean holdBack(Judged judged, Moment moment) throws Exception {
    Duration cooldown = settings.watch().of(judged.header()).cooldown();
    if (cooldown.isZero()) {
      return false;
    }
    String label = judged.judgement().label();
    return holdsBack(label, judged.header(), cooldown, moment)
        || (!judged.judgement().positive()
            && holdsBack(NEGATIVE + label, judged.header(), cooldown, moment));
  }

  private boolean holdsBack(String key, EventHeader header, Duration cooldown, Moment moment)
      throws Exception {
    LastQuestion question = last.get(key);
    if (question == null
        || !question.holdsBack(header.happenedAt(), cooldown, settings.of(header.deviceClass()))) {
      return false;
    }
    last.put(key, question.touched(moment.now(), cooldown));
    return true;
  }

  /** Takes note of a question. Returns when {@link #forget} is due next; null for never. */
  @Nullable Instant asked(Judged judged, Moment moment) throws Exception {
    Duration cooldown = settings.watch().of(judged.header()).cooldown();
    if (cooldown.isZero()) {
      return null;
    }
    var question = LastQuestion.asked(judged.header().happenedAt(), moment.now(), cooldown);
    String label = judged.judgement().label();
    last.put(judged.judgement().positive() ? label : NEGATIVE + label, question);
    return question.forgottenAt(moment.startedAt());
  }

  /** Forgets what holds nothing back any more. Returns when to look again; null if none is left. */
  @Nullable Instant forget(Moment moment) throws Exception {
    @Nullable Instant next = null;
    for (var entries = last.iterator(); entries.hasNext(); ) {
      Instant due = entries.next().getValue().forgottenAt(moment.startedAt());
      if (due.isAfter(moment.now())) {
        next = next == null || due.isBefore(next) ? due : next;
      } else {
        entries.remove();
      }
    }
    if (next == null) {
      last.clear(); // On the heap an emptied map is still an entry.
    }
    return next;
  }
}
