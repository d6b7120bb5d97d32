package dev.vedette.flink;

import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.QuestionMaker;
import dev.vedette.core.episode.Episode;
import dev.vedette.core.episode.EpisodePolicy;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.flow.Outcome;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.privacy.PicturePreparer.UnpreparedPictureException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the episodes of one device at a time: the first positive event of an episode becomes a
 * question, all others end here, counted.
 *
 * <p>Event time is the device's own: an event is late when it lies too far behind the newest one of
 * the same device. The watermark is no judge of that, since one device whose clock is slow would be
 * late for ever.
 */
@SuppressWarnings("NullAway.Init") // Flink fills the transient fields in initializeState and open
public final class FollowEpisodes extends KeyedProcessFunction<String, Judged, Question>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(FollowEpisodes.class);

  private final EpisodeSettings settings;
  private final QuestionMaker questions;

  private transient MapState<String, Boolean> seen;
  private transient MapState<String, Episode> open;
  private transient ValueState<Long> newest;
  private transient ValueState<String> deviceClass;
  private transient OutcomeCounts outcomes;
  private transient EpisodeMetrics metrics;
  private transient @Nullable Instant startedAt;
  private transient RateLimitedLog warnings;

  public FollowEpisodes(EpisodeSettings settings, QuestionMaker questions) {
    this.settings = settings;
    this.questions = questions;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    MetricGroup group = getRuntimeContext().getMetricGroup().addGroup(MetricNames.GROUP);
    outcomes = OutcomeCounts.restored(context.getOperatorStateStore(), group);
    metrics = new EpisodeMetrics(group);
  }

  @Override
  public void open(OpenContext context) {
    warnings = new RateLimitedLog(LOG, System::nanoTime);
    var remembered = new MapStateDescriptor<>("seen", Types.STRING, Types.BOOLEAN);
    remembered.enableTimeToLive(
        StateTtlConfig.newBuilder(settings.duplicateWindow())
            .cleanupIncrementally(8, false)
            .build());
    seen = getRuntimeContext().getMapState(remembered);
    open =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("open", Types.STRING, TypeInformation.of(Episode.class)));
    newest = getRuntimeContext().getState(new ValueStateDescriptor<>("newest", Types.LONG));
    deviceClass =
        getRuntimeContext().getState(new ValueStateDescriptor<>("device-class", Types.STRING));
  }

  @Override
  public void processElement(Judged judged, Context context, Collector<Question> out)
      throws Exception {
    Instant now = Instant.ofEpochMilli(context.timerService().currentProcessingTime());
    startedAt(now);
    EventHeader header = judged.header();
    if (seen.contains(header.eventId())) {
      outcomes.count(Outcome.DUPLICATE);
      return;
    }
    seen.put(header.eventId(), true);

    long at = header.capturedAt().toEpochMilli();
    Long before = newest.value();
    long high = before == null ? at : Math.max(before, at);
    if (before == null || high > before) {
      newest.update(high);
    }
    if (!judged.judgement().positive()) {
      outcomes.count(Outcome.REJECTED);
      return;
    }
    EpisodePolicy policy = settings.of(header.deviceClass());
    if (at < high - policy.allowedLateness().toMillis()) {
      outcomes.count(Outcome.LATE);
      return;
    }
    place(judged, policy, now, context, out);
  }

  private void place(
      Judged judged, EpisodePolicy policy, Instant now, Context context, Collector<Question> out)
      throws Exception {
    EventHeader header = judged.header();
    String label = judged.judgement().label();
    Episode running = open.get(label);
    metrics.waited(Duration.between(judged.judgedAt(), now));
    if (running != null && running.reaches(header.capturedAt(), policy)) {
      open.put(label, running.extended(header.capturedAt(), now));
      outcomes.count(Outcome.REPEAT);
      return;
    }
    if (open.isEmpty()) {
      deviceClass.update(header.deviceClass());
      context.timerService().registerProcessingTimeTimer(now.plus(policy.silence()).toEpochMilli());
    }
    open.put(label, Episode.opened(header.eventId(), header.capturedAt(), now));
    metrics.opened(label);
    out.collect(question(judged));
  }

  private Question question(Judged judged) {
    String episodeId = judged.header().eventId();
    try {
      return questions.about(judged, episodeId);
    } catch (UnpreparedPictureException e) {
      warnings.warn(
          "unprepared",
          "{} at {}: the edge answers. The gate reads this picture and the JPEG encoder does not;"
              + " look at the camera's format.",
          String.valueOf(e.getMessage()),
          judged.header().origin());
      return questions.withoutPicture(judged, episodeId);
    }
  }

  /** Closes what has fallen silent; one timer a device runs as long as an episode is open. */
  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Question> out)
      throws Exception {
    // Not the timer's own time: after a restart it lies as far back as the job was down.
    Instant now = Instant.ofEpochMilli(context.timerService().currentProcessingTime());
    Instant started = startedAt(now);
    EpisodePolicy policy = settings.of(deviceClass.value());
    Instant next = Instant.MAX;
    for (var entries = open.iterator(); entries.hasNext(); ) {
      Map.Entry<String, Episode> entry = entries.next();
      Instant silentAt = entry.getValue().silentAt(started, policy);
      if (silentAt.isAfter(now)) {
        next = silentAt.isBefore(next) ? silentAt : next;
      } else {
        entries.remove();
      }
    }
    if (next.equals(Instant.MAX)) {
      open.clear();
      deviceClass.clear();
    } else {
      context.timerService().registerProcessingTimeTimer(next.toEpochMilli());
    }
  }

  /** When this run saw its first event or timer; before that it could not tell silence. */
  private Instant startedAt(Instant now) {
    Instant started = startedAt == null ? now : startedAt;
    startedAt = started;
    return started;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    outcomes.snapshot();
  }
}
