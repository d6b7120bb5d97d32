package dev.vedette.flink;

import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.QuestionMaker;
import dev.vedette.core.episode.DeviceWatch;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.flow.Fingerprints;
import dev.vedette.core.flow.Outcome;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.privacy.PicturePreparer.UnpreparedPictureException;
import dev.vedette.flink.RunClock.Moment;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the episodes of one device at a time: the first positive event of an episode becomes a
 * question, all others end here, counted. Where the mode is cloud, every event that is in time
 * becomes one.
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
  private final OrderBoardOpener openBoard;

  private transient SharedOrders.Lease board;
  private transient SeenIds seen;
  private transient DeviceEpisodes device;
  private transient KeyTimer timer;
  private transient RunClock clock;
  private transient OutcomeCounts outcomes;
  private transient CheckpointedCount asked;
  private transient DeviceWatch devices;
  private transient EpisodeMetrics metrics;
  private transient RateLimitedLog warnings;

  public FollowEpisodes(
      EpisodeSettings settings, QuestionMaker questions, OrderBoardOpener openBoard) {
    this.settings = settings;
    this.questions = questions;
    this.openBoard = openBoard;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    MetricGroup group = getRuntimeContext().getMetricGroup().addGroup(MetricNames.GROUP);
    var store = context.getOperatorStateStore();
    outcomes = OutcomeCounts.restored(store, group);
    asked = CheckpointedCount.restored(store, "asked", group, MetricNames.QUESTIONS);
    devices = new DeviceWatch(settings.silentAfter());
    metrics = new EpisodeMetrics(group, devices);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    board = SharedOrders.enter(getRuntimeContext().getJobInfo().getJobId(), openBoard);
    warnings = new RateLimitedLog(LOG, System::nanoTime);
    clock = new RunClock();
    timer = new KeyTimer(getRuntimeContext());
    device = new DeviceEpisodes(getRuntimeContext(), settings);
    seen = new SeenIds(getRuntimeContext(), settings.duplicateWindow());
  }

  @Override
  public void processElement(Judged judged, Context context, Collector<Question> out)
      throws Exception {
    Moment moment = clock.read(context.timerService());
    EventHeader header = judged.header();
    devices.hear(header.deviceKey(), moment.now()).forEach(this::isSilent);
    byte[] id = Fingerprints.of(header.eventId());
    if (seen.contains(id)) {
      outcomes.count(Outcome.DUPLICATE, "", "");
      return;
    }
    timer.noLaterThan(seen.add(id, moment), context.timerService());

    String label = judged.judgement().label();
    boolean inTime = device.isInTime(header, moment);
    if (inTime && judged.isShown() && board.isForTheCloud(header, moment.now())) {
      ask(judged, out); // each for itself: whether it is worth asking is not the edge's to say
    } else if (!judged.judgement().positive()) {
      outcomes.count(Outcome.REJECTED, "", label);
    } else if (!inTime) {
      outcomes.count(Outcome.LATE, "", label);
    } else if (device.extend(label, header, moment)) {
      outcomes.count(Outcome.REPEAT, "", label);
    } else {
      timer.noLaterThan(device.begin(label, header, moment), context.timerService());
      metrics.opened(label, Duration.between(judged.judgedAt(), moment.now()));
      ask(judged, out);
    }
  }

  private void isSilent(String deviceKey) {
    warnings.warn(
        "silent",
        "Nothing has come from {} for {} s: look at the device and its way to the broker. It counts in"
            + " vedette_devices_silent until it is heard, or a day has passed.",
        deviceKey,
        settings.silentAfter().toSeconds());
  }

  private void ask(Judged judged, Collector<Question> out) {
    asked.inc();
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

  @Override
  public void close() {
    if (board != null) {
      board.close();
    }
  }

  /** Forgets what is due. Once nothing is left of a device, its timer is not set again. */
  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Question> out)
      throws Exception {
    timer.rang();
    Moment moment = clock.read(context.timerService());
    timer.noLaterThan(device.forget(moment), context.timerService());
    timer.noLaterThan(seen.forget(moment), context.timerService());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    outcomes.snapshot();
    asked.snapshot();
  }
}
