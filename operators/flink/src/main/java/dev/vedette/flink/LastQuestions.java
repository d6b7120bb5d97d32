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
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * What the device at hand was last asked about, by label, as keyed state. There is none for a
 * device without a cooldown.
 */
final class LastQuestions {
  private final EpisodeSettings settings;
  private final MapState<String, LastQuestion> last;

  LastQuestions(RuntimeContext context, EpisodeSettings settings) {
    this.settings = settings;
    last =
        context.getMapState(
            new MapStateDescriptor<>(
                "last-questions", Types.STRING, TypeInformation.of(LastQuestion.class)));
  }

  /** Whether an event in time comes too soon after the last question under its label. */
  boolean holdBack(Judged judged, Moment moment) throws Exception {
    EventHeader header = judged.header();
    String label = judged.judgement().label();
    Duration cooldown = settings.watch().of(header).cooldown();
    if (cooldown.isZero()) {
      return false;
    }
    LastQuestion question = last.get(label);
    if (question == null
        || !question.holdsBack(header.happenedAt(), cooldown, settings.of(header.deviceClass()))) {
      return false;
    }
    last.put(label, question.touched(moment.now(), cooldown));
    return true;
  }

  /** Takes note of a question. Returns when {@link #forget} is due next; null for never. */
  @Nullable Instant asked(Judged judged, Moment moment) throws Exception {
    Duration cooldown = settings.watch().of(judged.header()).cooldown();
    if (cooldown.isZero()) {
      return null;
    }
    var question = LastQuestion.asked(judged.header().happenedAt(), moment.now(), cooldown);
    last.put(judged.judgement().label(), question);
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
