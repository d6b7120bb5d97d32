package dev.vedette.cli.audit;

import dev.vedette.core.audit.Draw;
import dev.vedette.core.audit.GateEvidence;
import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.Opinion;
import dev.vedette.core.flow.Ended;
import dev.vedette.core.flow.Outcome;
import dev.vedette.core.money.AvoidedCost;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.money.Purpose;
import dev.vedette.core.money.Repeats;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the ledger knows of the gates. A line that stands there twice counts once, of an inference
 * one answer, and of a minute the line with the most events. An answer stands for its own event and
 * for those that have repeated it, as in the job's own measures.
 *
 * <p>A rejected event of which an audit was asked is not among those that were not asked about. How
 * many others were rejected, and passed without a question, the ledger knows by device class and
 * gate only. Of a device it is an estimate: the class's rejected events in proportion to what its
 * audits stand for, and the passed ones in proportion to its questions.
 */
final class AuditBooks {
  private static final String REJECTED = Outcome.REJECTED.wireName();
  private static final String IGNORED = Outcome.IGNORED.wireName();

  private static final Comparator<Seen> ORDER =
      Comparator.comparing(Seen::grantedAt).thenComparingInt(Seen::attempt);

  /** What is kept of an answer: a report of a year must not hold what models wrote. */
  private record Seen(
      JudgedBy of,
      Purpose purpose,
      double share,
      boolean isConfirmed,
      Instant grantedAt,
      int attempt) {
    static Seen of(LedgerCall call, Answer answer) {
      return new Seen(
          judgedBy(call),
          call.purpose(),
          call.share(),
          answer.opinion() == Opinion.CONFIRMED,
          call.grantedAt(),
          call.attempt());
    }
  }

  private final Map<String, Seen> answers = new HashMap<>();
  private final Map<AvoidedCost, Long> minutes = new HashMap<>();
  private final Map<String, Long> repeated = new HashMap<>();
  private final Map<String, JudgedBy> audits = new HashMap<>();
  private final Map<String, JudgedBy> ordered = new HashMap<>();

  /** Calls about what was passed, by the name that the provider was told. */
  private final Map<String, LedgerCall> asked = new HashMap<>();

  void add(LedgerLine line) {
    Answer answer = line.answer();
    AvoidedCost avoided = line.avoided();
    Repeats repeats = line.repeats();
    LedgerCall call = line.call();
    if (call != null) {
      take(line.entry(), call);
    }
    if (answer != null && answer.isUseful()) {
      answers.merge(
          line.inferenceId().orElseThrow(),
          Seen.of(Objects.requireNonNull(call), answer),
          AuditBooks::earlier);
    } else if (avoided != null) {
      minutes.merge(minute(avoided), avoided.events(), Math::max);
    } else if (repeats != null) {
      repeated.merge(repeats.inferenceId(), repeats.events(), Math::max);
    }
  }

  private void take(LedgerLine.Entry entry, LedgerCall call) {
    switch (call.purpose()) {
      case AUDIT -> audits.put(call.inferenceId(), judgedBy(call));
      case ORDERED -> ordered.put(call.inferenceId(), judgedBy(call));
      case QUESTION -> {
        if (entry == LedgerLine.Entry.DISPATCHED) {
          asked.put(call.requestId(), call);
        } else if (entry == LedgerLine.Entry.RELEASED) {
          asked.remove(call.requestId());
        }
      }
    }
  }

  /** Of two answers the earlier grant's counts, and of one grant's the lower attempt's. */
  private static Seen earlier(Seen one, Seen other) {
    return ORDER.compare(one, other) <= 0 ? one : other;
  }

  private static AvoidedCost minute(AvoidedCost told) {
    return new AvoidedCost(
        told.tenant(), told.deviceClass(), told.gate(), told.cause(), told.beganAt(), 1);
  }

  /** What is known, told apart as wanted, in the order of the names. */
  Map<List<String>, GateEvidence> by(List<Dimension> dimensions) {
    Map<JudgedBy, GateEvidence> devices = answered();
    Map<JudgedBy, GateEvidence> classes = unanswered();
    Map<JudgedBy, GateEvidence> all =
        dimensions.contains(Dimension.DEVICE)
            ? estimated(devices, classes)
            : together(devices, classes);
    Map<List<String>, GateEvidence> groups =
        new TreeMap<>((one, other) -> String.join("\0", one).compareTo(String.join("\0", other)));
    all.forEach(
        (of, known) -> groups.merge(names(of, dimensions), known.comparable(), GateEvidence::plus));
    return groups;
  }

  private static Map<JudgedBy, GateEvidence> together(
      Map<JudgedBy, GateEvidence> devices, Map<JudgedBy, GateEvidence> classes) {
    Map<JudgedBy, GateEvidence> all = new HashMap<>(classes);
    devices.forEach((of, known) -> all.merge(of.anyDevice(), known, GateEvidence::plus));
    return all;
  }

  private static List<String> names(JudgedBy of, List<Dimension> dimensions) {
    return dimensions.stream().map(of::of).toList();
  }

  private Map<JudgedBy, GateEvidence> answered() {
    Map<JudgedBy, GateEvidence> known = new HashMap<>();
    answers.forEach(
        (inferenceId, seen) -> {
          boolean confirmed = seen.isConfirmed();
          if (seen.purpose() == Purpose.AUDIT) {
            known.merge(
                seen.of(),
                GateEvidence.NONE.audited(new Draw(seen.share()), confirmed),
                GateEvidence::plus);
          } else if (seen.purpose() == Purpose.QUESTION) {
            long repeats = repeated.getOrDefault(inferenceId, 0L);
            known.merge(
                seen.of(),
                GateEvidence.NONE.answered(1, confirmed).repeated(repeats, confirmed),
                GateEvidence::plus);
          }
        });
    return known;
  }

  private static JudgedBy judgedBy(LedgerCall call) {
    return new JudgedBy(call.tenant(), call.deviceClass(), call.device(), call.gate());
  }

  private Map<JudgedBy, GateEvidence> unanswered() {
    Map<JudgedBy, GateEvidence> known = new HashMap<>();
    for (JudgedBy audited : audits.values()) {
      known.merge(audited.anyDevice(), GateEvidence.NONE.rejected(1), GateEvidence::plus);
    }
    for (JudgedBy negative : ordered.values()) {
      known.merge(negative.anyDevice(), GateEvidence.NONE.unaudited(1), GateEvidence::plus);
    }
    Map<String, JudgedBy> inVain = new HashMap<>();
    for (LedgerCall call : asked.values()) {
      if (!answers.containsKey(call.inferenceId())) {
        inVain.put(call.inferenceId(), judgedBy(call).anyDevice());
      }
    }
    inVain.values().forEach(of -> known.merge(of, GateEvidence.NONE.passed(1), GateEvidence::plus));
    minutes.forEach(
        (minute, events) -> {
          if (minute.cause().equals(IGNORED)) {
            return;
          }
          known.merge(
              new JudgedBy(minute.tenant(), minute.deviceClass(), "", minute.gate()),
              of(minute.cause(), events),
              GateEvidence::plus);
        });
    return known;
  }

  private static GateEvidence of(String cause, long events) {
    if (cause.equals(Ended.UNAUDITED) || cause.equals(AvoidedCost.ORDERED)) {
      return GateEvidence.NONE.unaudited(events);
    }
    return cause.equals(REJECTED)
        ? GateEvidence.NONE.rejected(events)
        : GateEvidence.NONE.passed(events);
  }

  private static Map<JudgedBy, GateEvidence> estimated(
      Map<JudgedBy, GateEvidence> devices, Map<JudgedBy, GateEvidence> classes) {
    Map<JudgedBy, GateEvidence> sums =
        devices.entrySet().stream()
            .collect(
                Collectors.toMap(
                    one -> one.getKey().anyDevice(), Map.Entry::getValue, GateEvidence::plus));
    Map<JudgedBy, GateEvidence> estimated = new HashMap<>();
    devices.forEach(
        (device, known) -> {
          GateEvidence all = Objects.requireNonNull(sums.get(device.anyDevice()));
          GateEvidence more = classes.getOrDefault(device.anyDevice(), GateEvidence.NONE);
          long rejected = rejected(known, all, more.rejected());
          estimated.put(
              device,
              known
                  .rejected(rejected)
                  .unaudited(
                      more.rejected() == 0
                          ? more.unaudited()
                          : share(more.unaudited(), rejected, more.rejected()))
                  .passed(share(more.passed(), known.asked(), all.asked())));
        });
    return estimated;
  }

  /** Without an audit of its own a device may have rejected any of its class's, and missed all. */
  private static long rejected(GateEvidence device, GateEvidence all, long rejected) {
    double audited = device.audited().weights();
    return audited == 0 ? rejected : share(rejected, audited, all.audited().weights());
  }

  private static long share(long whole, double part, double all) {
    return all == 0 ? 0 : Math.round(whole * part / all);
  }
}
