package dev.vedette.flink;

import dev.vedette.core.audit.AuditPolicy;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.QuestionMaker;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.flow.Ended;
import dev.vedette.core.flow.Outcome;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.money.Account;
import dev.vedette.core.money.Repeats;
import dev.vedette.core.watch.Ignored;
import dev.vedette.flink.AuditDraws.Considered;
import dev.vedette.flink.DeviceEpisodes.Belonging;
import dev.vedette.flink.RunClock.Moment;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the episodes of one device at a time: the first positive event of an episode becomes a
 * question, with the best frames of the episode's beginning where these are gathered; all others
 * end here, counted, unless the episode lasts so long that it is asked about again. Where the mode
 * is cloud, every event that is in time becomes a question. In every mode, what does not count by
 * the rules of its device ends here, counted. A few of the rejected events are drawn for the audit:
 * they end here like all others, and become questions beside.
 *
 * <p>Event time is the device's own: an event is late when it lies too far behind the newest one of
 * the same device. The watermark is no judge of that, since one device whose clock is slow would be
 * late for ever.
 */
@SuppressWarnings("NullAway.Init") // Flink fills the transient fields in initializeState and open
public final class FollowEpisodes extends KeyedProcessFunction<String, Judged, Question>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;

  /** How the events ended that end here. */
  public static final OutputTag<Ended> ENDED =
      new OutputTag<>("ended", TypeInformation.of(Ended.class));

  /** How many events repeated a question, once nothing can repeat it any more. */
  public static final OutputTag<Repeats> REPEATS =
      new OutputTag<>("repeats", TypeInformation.of(Repeats.class));

  private static final Logger LOG = LoggerFactory.getLogger(FollowEpisodes.class);

  private final EpisodeSettings settings;
  private final QuestionMaker maker;
  private final OrderBoardOpener openBoard;
  private final AuditPolicy audit;

  private transient SharedOrders.Lease board;
  private transient SeenIds seen;
  private transient DeviceEpisodes device;
  private transient EpisodeQuestions questions;
  private transient LastQuestions last;
  private transient KeyTimer timer;
  private transient RunClock clock;
  private transient OutcomeCounts outcomes;
  private transient CheckpointedCount asked;
  private transient WatchedDevices devices;
  private transient EpisodeMetrics metrics;
  private transient AuditCounts audited;
  private transient AuditDraws draws;
  private transient RateLimitedLog warnings;

  /**
   * @param audit which rejected events are to be asked about as well
   */
  public FollowEpisodes(
      EpisodeSettings settings,
      QuestionMaker maker,
      OrderBoardOpener openBoard,
      AuditPolicy audit) {
    this.settings = settings;
    this.maker = maker;
    this.openBoard = openBoard;
    this.audit = audit;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    MetricGroup group = getRuntimeContext().getMetricGroup().addGroup(MetricNames.GROUP);
    var store = context.getOperatorStateStore();
    outcomes = OutcomeCounts.restored(store, group);
    asked = CheckpointedCount.restored(store, "asked", group, MetricNames.QUESTIONS);
    devices = WatchedDevices.restored(store, getRuntimeContext(), settings.silentAfter());
    devices.show(group);
    metrics = new EpisodeMetrics(group);
    audited = AuditCounts.restored(store, group);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    board = SharedOrders.enter(getRuntimeContext().getJobInfo().getJobId(), openBoard);
    warnings = new RateLimitedLog(LOG, System::nanoTime);
    clock = new RunClock();
    timer = new KeyTimer(getRuntimeContext());
    device = new DeviceEpisodes(getRuntimeContext(), settings);
    questions = new EpisodeQuestions(maker, device, new Shortlists(getRuntimeContext()), warnings);
    last = new LastQuestions(getRuntimeContext(), settings);
    draws =
        new AuditDraws(audit, board::isForTheEdge, maker, audited, warnings, getRuntimeContext());
    seen = new SeenIds(getRuntimeContext(), settings.duplicateWindow());
  }

  @Override
  public void processElement(Judged judged, Context context, Collector<Question> out)
      throws Exception {
    Moment moment = clock.read(context.timerService());
    EventHeader header = judged.header();
    devices.hear(context.getCurrentKey());
    var due = seen.add(header.eventId(), moment);
    if (due == null) {
      outcomes.count(Outcome.DUPLICATE, "", "");
      return;
    }
    timer.noLaterThan(due, context.timerService());

    String label = judged.judgement().label();
    boolean inTime = device.isInTime(header, moment);
    if (inTime) {
      questions.see(judged, out);
    }
    boolean forTheCloud = inTime && judged.isShown() && board.isForTheCloud(header, moment.now());
    if (!judged.judgement().positive() && !forTheCloud) {
      reject(judged, moment, context, out);
    } else if (!inTime) {
      outcomes.count(Outcome.LATE, "", label);
    } else {
      Optional<Ignored> ignored =
          settings.watch().of(header).ignores(judged.judgement(), header.happenedAt());
      if (ignored.isPresent()) {
        end(judged, Outcome.IGNORED, ignored.get().wireName(), context);
      } else if (forTheCloud) {
        askForItself(judged, moment, context, out);
      } else {
        follow(judged, moment, context, out);
      }
    }
    device.takeOver().forEach(repeats -> context.output(REPEATS, repeats));
  }

  /** It ends here, whether it is drawn or not. */
  private void reject(Judged judged, Moment moment, Context context, Collector<Question> out)
      throws Exception {
    Considered considered = draws.consider(judged, moment, out);
    outcomes.count(Outcome.REJECTED, "", judged.judgement().label());
    tell(judged, Outcome.REJECTED, considered.detail(), context);
    timer.noLaterThan(considered.due(), context.timerService());
  }

  /** The event ends here, and need not be asked about. */
  private void end(Judged judged, Outcome outcome, String reason, Context context) {
    outcomes.count(outcome, reason, judged.judgement().label());
    tell(judged, outcome, reason, context);
  }

  private static void tell(Judged judged, Outcome outcome, String reason, Context context) {
    context.output(ENDED, Ended.of(judged.header(), judged.judgement(), outcome, reason));
  }

  /** Whether it is worth asking is not the edge's to say; how often, the cooldown says. */
  private void askForItself(Judged judged, Moment moment, Context context, Collector<Question> out)
      throws Exception {
    if (last.holdBack(judged, moment)) {
      end(judged, Outcome.IGNORED, Ignored.COOLDOWN.wireName(), context);
      return;
    }
    asked.inc();
    timer.noLaterThan(last.asked(judged, moment), context.timerService());
    questions.ask(judged, out);
    if (judged.judgement().positive()) {
      String label = judged.judgement().label();
      context.output(REPEATS, new Repeats(Question.inferenceId(judged.header(), label), 0));
    }
  }

  /** Follows the episode of a positive event in time. */
  private void follow(Judged judged, Moment moment, Context context, Collector<Question> out)
      throws Exception {
    String label = judged.judgement().label();
    EventHeader header = judged.header();
    boolean tooSoon = last.holdBack(judged, moment);
    Belonging belonging = device.extend(label, header, moment, !tooSoon);
    if (belonging instanceof Belonging.Repeat) {
      end(judged, Outcome.REPEAT, "", context);
      questions.consider(judged);
      return;
    }
    if (tooSoon) {
      end(judged, Outcome.IGNORED, Ignored.COOLDOWN.wireName(), context);
      return;
    }
    asked.inc();
    timer.noLaterThan(last.asked(judged, moment), context.timerService());
    String episodeId = header.eventId();
    if (belonging instanceof Belonging.AskedAgain again) {
      episodeId = again.episodeId();
    } else {
      metrics.opened(label, Duration.between(judged.judgedAt(), moment.now()));
      timer.noLaterThan(device.begin(label, header, moment), context.timerService());
    }
    // By order the edge answers: nothing that is gathered would change what it says.
    boolean atOnce = board.isForTheEdge(Account.of(header, label), moment.now());
    timer.noLaterThan(
        questions.ask(judged, episodeId, atOnce, moment, out), context.timerService());
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
    devices.nameSilent(); // where no device is heard any more, nothing else would
    Moment moment = clock.read(context.timerService());
    timer.noLaterThan(questions.settle(moment, out), context.timerService());
    timer.noLaterThan(device.forget(moment), context.timerService());
    timer.noLaterThan(last.forget(moment), context.timerService());
    timer.noLaterThan(seen.forget(moment), context.timerService());
    timer.noLaterThan(draws.forget(moment), context.timerService());
    device.takeOver().forEach(repeats -> context.output(REPEATS, repeats));
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    outcomes.snapshot();
    asked.snapshot();
    devices.snapshot();
    audited.snapshot();
  }
}
