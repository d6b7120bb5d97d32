package dev.vedette.scenarios;

import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.pipeline.wire.VerdictCodec;
import dev.vedette.pipeline.wire.WireOptions;
import dev.vedette.simulators.broker.LocalBroker;
import dev.vedette.simulators.broker.WholeTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** What was said on each event, out of the topic of verdicts from its beginning. */
final class SaidVerdicts {
  private static final int DIGITS = 3;

  /** By event, then by revision; copies of a revision count once. */
  private final Map<String, TreeMap<Integer, Verdict>> byEvent;

  private SaidVerdicts(Map<String, TreeMap<Integer, Verdict>> byEvent) {
    this.byEvent = byEvent;
  }

  static SaidVerdicts in(LocalBroker broker) throws Exception {
    var codec = new VerdictCodec(WireOptions.PLAIN, "verdicts");
    Map<String, TreeMap<Integer, Verdict>> byEvent = new HashMap<>();
    for (var record : WholeTopic.of(broker.bootstrap(), "verdicts")) {
      Verdict verdict = codec.decode(record.headers(), record.value());
      byEvent
          .computeIfAbsent(verdict.header().eventId(), id -> new TreeMap<>())
          .put(verdict.revision(), verdict);
    }
    return new SaidVerdicts(byEvent);
  }

  int events() {
    return byEvent.size();
  }

  /** Events on which the edge has the last word, for this reason. */
  long count(Reason reason) {
    return all().filter(words -> words.lastEntry().getValue().reason() == reason).count();
  }

  /** When it was first said that the road is closed. */
  Optional<Instant> firstSaid(Reason reason, Instant from) {
    return all()
        .map(TreeMap::firstEntry)
        .map(Map.Entry::getValue)
        .filter(first -> first.reason() == reason && !first.decidedAt().isBefore(from))
        .map(Verdict::decidedAt)
        .min(Instant::compareTo);
  }

  /** The first words on the events of a stretch of time. */
  List<Verdict> firstWords(Instant from, Instant to) {
    return all()
        .map(TreeMap::firstEntry)
        .map(Map.Entry::getValue)
        .filter(first -> isWithin(first.header().capturedAt(), from, to))
        .toList();
  }

  /** All words on events of which the first one was for now. */
  List<Collection<Verdict>> deferred() {
    return all()
        .filter(words -> !words.firstEntry().getValue().last())
        .<Collection<Verdict>>map(TreeMap::values)
        .toList();
  }

  /** From capture to decision, in milliseconds. */
  static double p99(List<Verdict> words, Predicate<Verdict> which) {
    return micros(words.stream().filter(which).toList()).getValueAtPercentile(99) / 1e3;
  }

  /** How many microseconds it took from the captures to the decisions. */
  static Histogram micros(List<Verdict> words) {
    var micros = new Histogram(DIGITS);
    for (Verdict word : words) {
      Duration taken = Duration.between(word.header().capturedAt(), word.decidedAt());
      micros.recordValue(Math.max(0, taken.toNanos() / 1_000));
    }
    return micros;
  }

  static boolean isByEdge(Verdict verdict) {
    return verdict.by() == Giver.EDGE;
  }

  static boolean isByCloud(Verdict verdict) {
    return verdict.by() == Giver.CLOUD;
  }

  private static boolean isWithin(Instant time, Instant from, Instant to) {
    return !time.isBefore(from) && time.isBefore(to);
  }

  private Stream<TreeMap<Integer, Verdict>> all() {
    return byEvent.values().stream();
  }
}
