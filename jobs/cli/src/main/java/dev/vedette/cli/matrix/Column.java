package dev.vedette.cli.matrix;

import dev.vedette.cli.text.Spelling;
import dev.vedette.core.control.Mode;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What one mode came to, over all rounds.
 *
 * @param cloudMicros of a thousand events, by the ledger
 * @param edgeMicros of a thousand events, by the job's CPU time
 * @param wattHours of a thousand events
 * @param calls of a thousand events, as all below
 * @param withCloudAnswer share of the events that the cloud itself has answered
 */
record Column(
    String mode,
    Latency firstMillis,
    Latency finalMillis,
    Spread cloudMicros,
    Spread edgeMicros,
    Spread totalMicros,
    Spread cpuSeconds,
    Spread wattHours,
    Spread calls,
    Spread pictures,
    Spread bytes,
    Spread withCloudAnswer,
    Agreement agreement,
    CutResult networkCut) {

  /** Each percentile over the rounds. */
  record Latency(Spread p50, Spread p95, Spread p99) {
    static Latency of(List<Replay> rounds, Function<Replay, Percentiles> which) {
      return new Latency(
          over(rounds, replay -> which.apply(replay).p50()),
          over(rounds, replay -> which.apply(replay).p95()),
          over(rounds, replay -> which.apply(replay).p99()));
    }
  }

  static Column of(
      Mode mode, List<Replay> rounds, Agreement agreement, CutResult cut, EdgePrice price) {
    return new Column(
        Spelling.of(mode),
        Latency.of(rounds, Replay::firstMillis),
        Latency.of(rounds, Replay::lastMillis),
        over(rounds, Column::cloudMicros),
        over(rounds, replay -> edgeMicros(replay, price)),
        over(rounds, replay -> cloudMicros(replay) + edgeMicros(replay, price)),
        over(rounds, replay -> replay.cpuNanos() / 1e9 * 1000 / replay.events()),
        over(rounds, replay -> price.wattHoursPerThousand(replay.cpuNanos(), replay.events())),
        over(rounds, replay -> perThousand(replay.calls(), replay)),
        over(rounds, replay -> perThousand(replay.pictures(), replay)),
        over(rounds, replay -> perThousand(replay.sentBytes(), replay)),
        over(rounds, replay -> (double) replay.byCloud() / replay.events()),
        agreement,
        cut);
  }

  private static double cloudMicros(Replay replay) {
    return EdgePrice.ledgerMicrosPerThousand(replay.costMicros(), replay.events());
  }

  private static double edgeMicros(Replay replay, EdgePrice price) {
    return price.microsPerThousand(replay.cpuNanos(), replay.events());
  }

  private static double perThousand(long count, Replay replay) {
    return count * 1000.0 / replay.events();
  }

  private static Spread over(List<Replay> rounds, ToDoubleFunction<Replay> value) {
    return Spread.of(rounds.stream().mapToDouble(value));
  }
}
