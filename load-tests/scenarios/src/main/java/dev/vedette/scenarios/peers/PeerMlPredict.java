package dev.vedette.scenarios.peers;

import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.pipeline.wire.VerdictCodec;
import dev.vedette.pipeline.wire.WireOptions;
import dev.vedette.scenarios.Arguments;
import dev.vedette.scenarios.CloudSite;
import dev.vedette.scenarios.Jvm;
import dev.vedette.scenarios.Report;
import dev.vedette.scenarios.Spread;
import dev.vedette.simulators.broker.LocalBroker;
import dev.vedette.simulators.provider.BookTotals;
import dev.vedette.simulators.provider.CallLimit;
import dev.vedette.simulators.provider.Latency;
import dev.vedette.simulators.provider.ProviderScript;
import dev.vedette.simulators.provider.SimulatedProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Vedette's asking beside Flink's own ML_PREDICT: the same text question, as often a second, to
 * simulated providers that behave alike, with as many calls at a time allowed.
 *
 * <p>Job, broker and provider share one process and all cores. The figures are the provider's own
 * books, and of a consumer who wants answers while they are worth something.
 */
final class PeerMlPredict {
  private static final Duration SETTLING = Duration.ofSeconds(5);

  /** As many as the peer's client makes at a time, whatever it is told. */
  private static final int FIVE = 5;

  private static final int USUAL = 64;

  private static final List<Load> LOADS =
      List.of(
          new Load("no limit, 800 ms an answer", 800, CallLimit.NONE, 200, USUAL, 1.0),
          new Load("no limit, 800 ms, five permits", 800, CallLimit.NONE, 200, FIVE, 1.0),
          new Load("ten calls a second, 800 ms", 800, ten(false), 100, USUAL, 1.5),
          new Load("ten calls a second, 100 ms", 100, ten(false), 100, USUAL, 1.5),
          new Load("ten a second, refused ones count, 100 ms", 100, ten(true), 100, USUAL, 1.5));

  private final Arguments plan;

  /**
   * What is asked of a provider, and what it allows.
   *
   * @param limit beyond which it answers 429 and Retry-After
   * @param wanted questions a second
   * @param permits of Vedette's
   * @param bar that Vedette's answers a second over the peer's are to reach
   */
  record Load(
      String words, long latencyMillis, CallLimit limit, double wanted, int permits, double bar) {
    ProviderScript script() {
      ProviderScript script =
          ProviderScript.faultless()
              .taking(Latency.fixed(Duration.ofMillis(latencyMillis)))
              .limitedTo(limit.perSecond());
      return limit.refusedCount() ? script.countingRefused() : script;
    }

    double latencySeconds() {
      return latencyMillis / 1e3;
    }
  }

  /** Both under one load, turn by turn. */
  record Comparison(
      Load load,
      Spread vedettePerSecond,
      Spread peerPerSecond,
      Spread ratio,
      Spread inTimeRatio,
      List<Asking> vedette,
      List<Asking> peer) {
    /** Else the ratios are bounds: as if it had had one answer. */
    boolean peerAnswered() {
      return peer.stream().allMatch(one -> one.answeredPerSecond() > 0);
    }

    boolean peerAnsweredInTime() {
      return peer.stream().allMatch(one -> one.inTimePerSecond() > 0);
    }

    boolean isMet() {
      return ratio.median() >= load.bar();
    }
  }

  private static CallLimit ten(boolean refusedCount) {
    return new CallLimit(10, refusedCount);
  }

  private PeerMlPredict(Arguments plan) {
    this.plan = plan;
  }

  public static void main(String[] args) throws Exception {
    Arguments plan = Arguments.parse(args).onAllCores();
    Jvm.continueInJobJvm(PeerMlPredict.class, plan, args);
    Report report = Report.begin("peer-ml-predict", args);
    var scenario = new PeerMlPredict(plan);
    List<Comparison> comparisons = new ArrayList<>();
    for (Load load : LOADS) {
      comparisons.add(scenario.compare(load));
    }
    report.note("peer", PeerSettings.mlPredict());
    report.finish(comparisons, plan.out());
    print(comparisons);
    System.exit(0);
  }

  private Comparison compare(Load load) throws Exception {
    List<Asking> vedette = new ArrayList<>();
    List<Asking> peer = new ArrayList<>();
    for (int i = 0; i < plan.pairs(); i++) {
      vedette.add(vedette(load));
      peer.add(peer(load));
      System.out.printf(
          "%s: Vedette %.2f answers a second, ML_PREDICT %.2f%n",
          load.words(), vedette.get(i).answeredPerSecond(), peer.get(i).answeredPerSecond());
    }
    return comparison(load, vedette, peer);
  }

  static Comparison comparison(Load load, List<Asking> vedette, List<Asking> peer) {
    return new Comparison(
        load,
        Spread.of(vedette.stream().map(Asking::answeredPerSecond).toList()),
        Spread.of(peer.stream().map(Asking::answeredPerSecond).toList()),
        ratio(vedette, peer, Asking::answeredPerSecond),
        ratio(vedette, peer, Asking::inTimePerSecond),
        vedette,
        peer);
  }

  private static Spread ratio(
      List<Asking> vedette, List<Asking> peer, ToDoubleFunction<Asking> perSecond) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < vedette.size(); i++) {
      double least = 1 / peer.get(i).seconds(); // as if one that had none had had one
      double ofPeer = Math.max(least, perSecond.applyAsDouble(peer.get(i)));
      ratios.add(perSecond.applyAsDouble(vedette.get(i)) / ofPeer);
    }
    return Spread.of(ratios);
  }

  private Asking vedette(Load load) throws Exception {
    try (CloudSite site =
        CloudSite.start(
            load.script(),
            List.of("vedette.deferred.max-age=0 s", "vedette.ask.permits=" + load.permits()),
            plan.options())) {
      var codec = new VerdictCodec(WireOptions.PLAIN, "verdicts");
      try (var alarms = site.alarms(load.wanted());
          var heard =
              HeardAnswers.of(site.bootstrap(), "verdicts", record -> askedAt(codec, record))) {
        Asking asking = measure(site.provider(), heard, load);
        alarms.end();
        return asking;
      }
    }
  }

  private static @Nullable Instant askedAt(
      VerdictCodec codec, ConsumerRecord<byte[], byte[]> record) throws Exception {
    Verdict verdict = codec.decode(record.headers(), record.value());
    return verdict.by() == Giver.CLOUD ? verdict.header().capturedAt() : null;
  }

  private Asking peer(Load load) throws Exception {
    try (LocalBroker broker = LocalBroker.start();
        SimulatedProvider provider = SimulatedProvider.start(load.script())) {
      broker.createTopics(2, TextQuestions.TOPIC, MlPredictJob.ANSWERS);
      try (var questions = TextQuestions.start(broker.bootstrap(), load.wanted());
          var job = MlPredictJob.start(broker.bootstrap(), provider.baseUrl().toString());
          var heard =
              HeardAnswers.of(
                  broker.bootstrap(),
                  MlPredictJob.ANSWERS,
                  record -> Instant.ofEpochMilli(record.timestamp()))) {
        return measure(provider, heard, load);
      }
    }
  }

  private Asking measure(SimulatedProvider provider, HeardAnswers heard, Load load) {
    CloudSite.await("a first call", () -> provider.books().totals().calls() > 0);
    CloudSite.pass(SETTLING);
    BookTotals before = provider.books().totals();
    long start = System.nanoTime();
    CloudSite.pass(Duration.ofSeconds(plan.seconds()));
    BookTotals after = provider.books().totals();
    long end = System.nanoTime();
    return Asking.between(
        before, after, (end - start) / 1e9, load.latencySeconds(), heard.ages(start, end));
  }

  private static void print(List<Comparison> comparisons) {
    System.out.println(
        "| provider | Vedette, answers/s | refused | in time | ML_PREDICT, answers/s | refused | in"
            + " flight | in time | ratio | | of those in time |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
    for (Comparison one : comparisons) {
      System.out.println(
          "| %s | %s | %s | %s | %s | %s | %s | %s | %s | at least %.1f: %s | %s |"
              .formatted(
                  one.load().words(),
                  one.vedettePerSecond().text(2),
                  Spread.of(one.vedette().stream().map(Asking::refused).toList()).text(4),
                  Spread.of(one.vedette().stream().map(Asking::inTimePerSecond).toList()).text(2),
                  one.peerPerSecond().text(2),
                  Spread.of(one.peer().stream().map(Asking::refused).toList()).text(4),
                  Spread.of(one.peer().stream().map(Asking::inFlight).toList()).text(1),
                  Spread.of(one.peer().stream().map(Asking::inTimePerSecond).toList()).text(2),
                  bound(one.peerAnswered(), one.ratio()),
                  one.load().bar(),
                  one.isMet() ? "met" : "missed",
                  bound(one.peerAnsweredInTime(), one.inTimeRatio())));
    }
  }

  private static String bound(boolean known, Spread ratio) {
    return known ? ratio.text(2) : "at least " + ratio.text(2);
  }
}
