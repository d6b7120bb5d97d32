package dev.vedette.flink;

import static dev.vedette.flink.Examples.judged;
import static dev.vedette.flink.Examples.negative;
import static dev.vedette.flink.Examples.positive;

import dev.vedette.core.audit.AuditPolicy;
import dev.vedette.core.brain.DeferralPolicy;
import dev.vedette.core.brain.PicturePolicy;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.QuestionMaker;
import dev.vedette.core.episode.EpisodePolicy;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.flow.Ended;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.money.Repeats;
import dev.vedette.core.privacy.PicturePreparer;
import dev.vedette.core.watch.WatchRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** One run of {@link FollowEpisodes}: for doors, a gap of ten seconds, silence after thirty. */
final class Following implements AutoCloseable {
  private static final EpisodeSettings SETTINGS = settings(EpisodePolicy.DEFAULTS, WatchRules.NONE);

  private static final int KEY_GROUPS = 128;

  static final long DUPLICATE_WINDOW_MILLIS = SETTINGS.duplicateWindow().toMillis();

  final RegisteredMetrics metrics = new RegisteredMetrics();
  final OrdersHere orders;
  private final KeyedOneInputStreamOperatorTestHarness<String, Judged, Question> harness;

  private Following(EpisodeSettings settings, PicturePolicy pictures) throws Exception {
    this(settings, pictures, new OrdersHere());
  }

  private Following(EpisodeSettings settings, PicturePolicy pictures, OrdersHere orders)
      throws Exception {
    this(settings, pictures, orders, 1, 0);
  }

  private Following(
      EpisodeSettings settings,
      PicturePolicy pictures,
      OrdersHere orders,
      int parallelism,
      int subtask)
      throws Exception {
    this(settings, pictures, orders, AuditPolicy.NONE, parallelism, subtask);
  }

  private Following(
      EpisodeSettings settings,
      PicturePolicy pictures,
      OrdersHere orders,
      AuditPolicy audit,
      int parallelism,
      int subtask)
      throws Exception {
    this.orders = orders;
    var questions =
        new QuestionMaker(
            new PicturePreparer(32, 0.8f),
            pictures,
            Duration.ofSeconds(20),
            DeferralPolicy.never(),
            settings.watch());
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new FollowEpisodes(settings, questions, orders.opener(), audit)),
            judged -> judged.header().deviceKey(),
            InOnePieceType.text(),
            metrics.environment(parallelism, subtask));
  }

  /** Doors may be five seconds late, windows not at all. */
  private static EpisodeSettings settings(EpisodePolicy doors, WatchRules watch) {
    return new EpisodeSettings(
        doors,
        Map.of(
            "window",
            new EpisodePolicy(
                Duration.ofSeconds(60), Duration.ofSeconds(90), Duration.ofSeconds(0))),
        Duration.ofMinutes(10),
        Duration.ofMinutes(5),
        watch);
  }

  static Following opened() throws Exception {
    return opened(PicturePolicy.ONE);
  }

  static Following opened(PicturePolicy pictures) throws Exception {
    return opened(new Following(SETTINGS, pictures));
  }

  static Following opened(WatchRules watch) throws Exception {
    return opened(new Following(settings(EpisodePolicy.DEFAULTS, watch), PicturePolicy.ONE));
  }

  static Following opened(OrdersHere orders) throws Exception {
    return opened(new Following(SETTINGS, PicturePolicy.ONE, orders));
  }

  static Following auditing(AuditPolicy audit) throws Exception {
    return opened(new Following(SETTINGS, PicturePolicy.ONE, new OrdersHere(), audit, 1, 0));
  }

  /** How events ended that became no questions. */
  List<Ended> ended() {
    return harness.getSideOutput(FollowEpisodes.ENDED).stream()
        .map(StreamRecord::getValue)
        .toList();
  }

  /** By how many events the questions were repeated. */
  List<Repeats> repeats() {
    var told = harness.getSideOutput(FollowEpisodes.REPEATS);
    return told == null ? List.of() : told.stream().map(StreamRecord::getValue).toList();
  }

  long audits(String result) {
    return metrics.count(MetricNames.AUDIT_EVENTS, MetricNames.RESULT, result);
  }

  private static Following opened(Following follow) throws Exception {
    follow.harness.open();
    return follow;
  }

  /** One that asks about a door's episode again when it has lasted so long. */
  static Following askingAgainAfter(Duration askAgain) throws Exception {
    return askingAgainAfter(askAgain, PicturePolicy.ONE, WatchRules.NONE);
  }

  static Following askingAgainAfter(Duration askAgain, WatchRules watch) throws Exception {
    return askingAgainAfter(askAgain, PicturePolicy.ONE, watch);
  }

  static Following askingAgainAfter(Duration askAgain, PicturePolicy pictures) throws Exception {
    return askingAgainAfter(askAgain, pictures, WatchRules.NONE);
  }

  private static Following askingAgainAfter(
      Duration askAgain, PicturePolicy pictures, WatchRules watch) throws Exception {
    EpisodePolicy usual = EpisodePolicy.DEFAULTS;
    var doors =
        new EpisodePolicy(usual.quietGap(), usual.silence(), usual.allowedLateness(), askAgain);
    return opened(new Following(settings(doors, watch), pictures));
  }

  /** One that goes on at a time from what an earlier one has left. */
  static Following restored(OperatorSubtaskState snapshot, long atMillis) throws Exception {
    return restored(snapshot, atMillis, PicturePolicy.ONE);
  }

  static Following restored(WatchRules watch, OperatorSubtaskState snapshot, long atMillis)
      throws Exception {
    return restored(watch, PicturePolicy.ONE, snapshot, atMillis);
  }

  static Following restored(
      WatchRules watch, PicturePolicy pictures, OperatorSubtaskState snapshot, long atMillis)
      throws Exception {
    return restored(
        new Following(settings(EpisodePolicy.DEFAULTS, watch), pictures), snapshot, atMillis);
  }

  static Following restored(OperatorSubtaskState snapshot, long atMillis, PicturePolicy pictures)
      throws Exception {
    return restored(new Following(SETTINGS, pictures), snapshot, atMillis);
  }

  static Following restored(OperatorSubtaskState snapshot, long atMillis, OrdersHere orders)
      throws Exception {
    return restored(new Following(SETTINGS, PicturePolicy.ONE, orders), snapshot, atMillis);
  }

  private static Following restored(Following follow, OperatorSubtaskState snapshot, long atMillis)
      throws Exception {
    follow.harness.setup();
    follow.harness.setProcessingTime(atMillis);
    follow.harness.initializeState(snapshot);
    follow.harness.open();
    return follow;
  }

  /** One subtask of several that begins anew. */
  static Following subtask(int subtask, int parallelism, long atMillis) throws Exception {
    var follow = one(subtask, parallelism);
    follow.harness.setup();
    follow.harness.setProcessingTime(atMillis);
    return opened(follow);
  }

  /** One subtask of several that share what all of another number have left. */
  static Following rescaled(
      List<OperatorSubtaskState> snapshots, int subtask, int parallelism, long atMillis)
      throws Exception {
    OperatorSubtaskState whole =
        AbstractStreamOperatorTestHarness.repackageState(
            snapshots.toArray(OperatorSubtaskState[]::new));
    return restored(
        one(subtask, parallelism),
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            whole, KEY_GROUPS, snapshots.size(), parallelism, subtask),
        atMillis);
  }

  private static Following one(int subtask, int parallelism) throws Exception {
    return new Following(SETTINGS, PicturePolicy.ONE, new OrdersHere(), parallelism, subtask);
  }

  /** Whether a device's events come to this subtask. */
  static boolean isOf(int subtask, int parallelism, String device) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
            "acme/" + device, KEY_GROUPS, parallelism)
        == subtask;
  }

  void see(Judged judged) throws Exception {
    harness.processElement(judged, judged.header().capturedAt().toEpochMilli());
  }

  void seePositive(String eventId, double seconds) throws Exception {
    see(judged(eventId, seconds, positive()));
  }

  /** One that goes on with what it shows. */
  void seeNegativeShown(String eventId, double seconds) throws Exception {
    Instant capturedAt = Examples.at(seconds);
    see(Judged.shown(Examples.reading(eventId, capturedAt, 1), negative(), capturedAt, 5));
  }

  void seeNegative(String eventId, double seconds) throws Exception {
    see(judged(eventId, seconds, negative()));
  }

  void seePositive(EventHeader header) throws Exception {
    see(Judged.of(Examples.reading(header, 1), positive(), header.origin().appendedAt(), 5));
  }

  void passUntil(long millis) throws Exception {
    harness.setProcessingTime(millis);
  }

  void watermark(long millis) throws Exception {
    harness.processWatermark(millis);
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  List<Question> questions() {
    return harness.extractOutputValues();
  }

  /** The events that became questions. */
  List<String> asked() {
    return questions().stream().map(question -> question.header().eventId()).toList();
  }

  long outcome(String outcome) {
    return metrics.count(MetricNames.EVENTS, MetricNames.OUTCOME, outcome);
  }

  /** Those that did not count, and why. */
  long ignored(String reason) {
    return metrics.count(
        MetricNames.EVENTS, MetricNames.OUTCOME, "ignored", MetricNames.REASON, reason);
  }

  int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  int timers() {
    return harness.numProcessingTimeTimers();
  }

  int eventTimeTimers() {
    return harness.numEventTimeTimers();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
