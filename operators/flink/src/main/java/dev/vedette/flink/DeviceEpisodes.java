package dev.vedette.flink;

import dev.vedette.core.brain.PastScore;
import dev.vedette.core.brain.Question;
import dev.vedette.core.episode.Episode;
import dev.vedette.core.episode.EpisodePolicy;
import dev.vedette.core.episode.FollowedDevice;
import dev.vedette.core.episode.SeenScore;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.money.Repeats;
import dev.vedette.flink.RunClock.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.jspecify.annotations.Nullable;

/** The device at hand and its open episodes, by label, as keyed state. */
final class DeviceEpisodes {
  private final EpisodeSettings settings;
  private final ValueState<FollowedDevice> device;
  private final MapState<String, Episode> open;
  private final List<Repeats> over = new ArrayList<>();

  DeviceEpisodes(RuntimeContext context, EpisodeSettings settings) {
    this.settings = settings;
    device =
        context.getState(
            new ValueStateDescriptor<>("device", InOnePieceType.ofRecord(FollowedDevice.class)));
    open =
        context.getMapState(
            new MapStateDescriptor<>(
                "open", InOnePieceType.text(), InOnePieceType.ofRecord(Episode.class)));
  }

  /** Whether an event is in time by its own device; if so, the device's clock goes on with it. */
  boolean isInTime(EventHeader header, Moment moment) throws Exception {
    EpisodePolicy policy = settings.of(header.deviceClass());
    Instant at = header.happenedAt();
    @Nullable FollowedDevice known = device.value();
    if (known != null && !moment.now().isBefore(known.forgottenAt(moment.startedAt(), policy))) {
      closeAll();
      known = null;
    }
    if (known != null && known.isLate(at, policy)) {
      return false;
    }
    device.update(
        known == null
            ? FollowedDevice.first(header.deviceClass(), at, moment.now())
            : known.heard(header.deviceClass(), at, moment.now()));
    return true;
  }

  /** What becomes of a positive event in time. */
  sealed interface Belonging {
    /** It opens an episode. */
    record New() implements Belonging {}

    /** It goes on with an open one that was asked about. */
    record Repeat() implements Belonging {}

    /** It goes on with one that lasts so long that it is asked about again. */
    record AskedAgain(String episodeId) implements Belonging {}
  }

  /**
   * Where the event belongs; an episode that it belongs to goes on with it.
   *
   * @param mayAskAgain whether this is not too soon for that
   */
  Belonging extend(String label, EventHeader header, Moment moment, boolean mayAskAgain)
      throws Exception {
    Episode running = open.get(label);
    Instant at = header.happenedAt();
    EpisodePolicy policy = settings.of(header.deviceClass());
    if (running == null || !running.reaches(at, policy)) {
      return new Belonging.New();
    }
    Episode extended = running.extended(at, moment.now());
    if (!mayAskAgain || !extended.isDueAgain(at, policy)) {
      open.put(label, extended);
      return new Belonging.Repeat();
    }
    close(running);
    open.put(label, extended.askedAgain(Question.inferenceId(header, label), at));
    return new Belonging.AskedAgain(extended.id());
  }

  /** Takes note of what the gate said of an event in time. */
  void remember(Judged judged) throws Exception {
    @Nullable FollowedDevice known = device.value();
    if (known != null) {
      device.update(
          known.judged(
              new SeenScore(
                  judged.judgement().label(),
                  judged.header().happenedAt(),
                  judged.judgement().score())));
    }
  }

  /** How the gate's scores went until an event that was noted. */
  List<PastScore> scoresUntil(String label, Instant at) throws Exception {
    @Nullable FollowedDevice known = device.value();
    return known == null ? List.of() : known.scoresUntil(label, at);
  }

  /** Opens an episode. Returns when {@link #forget} is due next. */
  Instant begin(String label, EventHeader header, Moment moment) throws Exception {
    @Nullable Episode before = open.get(label);
    if (before != null) {
      close(before);
    }
    open.put(
        label,
        Episode.opened(
            header.eventId(),
            Question.inferenceId(header, label),
            header.happenedAt(),
            moment.now()));
    return moment.now().plus(settings.of(header.deviceClass()).silence());
  }

  /**
   * Closes what has fallen silent and gives up a clock that nothing confirms any more. Returns when
   * to look again; null if nothing is left.
   */
  @Nullable Instant forget(Moment moment) throws Exception {
    @Nullable FollowedDevice known = device.value();
    if (known == null) {
      return null;
    }
    EpisodePolicy policy = settings.of(known.deviceClass());
    Instant next = known.forgottenAt(moment.startedAt(), policy);
    if (!next.isAfter(moment.now())) {
      closeAll();
      device.clear();
      return null;
    }
    for (var entries = open.iterator(); entries.hasNext(); ) {
      Episode episode = entries.next().getValue();
      Instant silentAt = episode.silentAt(moment.startedAt(), policy);
      if (silentAt.isAfter(moment.now())) {
        next = silentAt.isBefore(next) ? silentAt : next;
      } else {
        close(episode);
        entries.remove();
      }
    }
    if (open.isEmpty()) {
      open.clear(); // On the heap an emptied map is still an entry.
    }
    return next;
  }

  /** Nothing will repeat its question any more. */
  private void close(Episode episode) {
    @Nullable String inferenceId = episode.inferenceId(); // of an older state it is not known
    if (inferenceId == null) {
      return;
    }
    over.add(new Repeats(episode.inferenceId(), episode.repeats()));
  }

  private void closeAll() throws Exception {
    for (Episode episode : open.values()) {
      close(episode);
    }
    open.clear();
  }

  /** By how many events each question was repeated that nothing will repeat any more. */
  List<Repeats> takeOver() {
    List<Repeats> taken = List.copyOf(over);
    over.clear();
    return taken;
  }
}
