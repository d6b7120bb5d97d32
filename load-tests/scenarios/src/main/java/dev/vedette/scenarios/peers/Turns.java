package dev.vedette.scenarios.peers;

import dev.vedette.scenarios.Arguments;
import dev.vedette.scenarios.CpuMeter;
import dev.vedette.scenarios.Source;
import java.io.IOException;

/**
 * The turns of Flink jobs: a topic that is filled, then one job that works it off, so that nothing
 * else has anything to do meanwhile.
 */
final class Turns {
  /** Of a turn's events; before, the job begins. */
  private static final double FROM = 0.2;

  /** Of a turn's events; after, the fetcher has nothing left to do. */
  private static final double UNTIL = 0.9;

  private final Arguments arguments;
  private final Source source;
  private int topics;

  Turns(Arguments arguments, Source source) {
    this.arguments = arguments;
    this.source = source;
  }

  /** Fills a topic of its own and says which. */
  String fill(Wire wire) throws IOException {
    String topic = "digits-" + topics++;
    source.tell("%s %s %d".formatted(wire, topic, arguments.events()));
    return topic;
  }

  Turn run(Contender contender, String topic) throws Exception {
    int events = arguments.events();
    try (Entrant entrant = start(contender, topic)) {
      entrant.awaitJudged((long) (events * FROM));
      long judged = entrant.judged();
      long batches = entrant.batches();
      CpuMeter before = CpuMeter.read();
      long start = System.nanoTime();
      entrant.awaitJudged((long) (events * UNTIL));
      double seconds = (System.nanoTime() - start) / 1e9;
      long count = entrant.judged() - judged;
      double cpuMicros = before.nanosUntil(CpuMeter.read()) / 1e3 / count;
      double batch = count / (double) Math.max(1, entrant.batches() - batches);
      entrant.awaitJudged(events);
      return new Turn(count / seconds, cpuMicros, batch);
    }
  }

  private Entrant start(Contender contender, String topic) throws Exception {
    return contender.isVedette()
        ? VedetteEntrant.start(contender, source.bootstrap(), topic, arguments.options())
        : FlinkPeer.start(contender, source.bootstrap(), topic);
  }
}
