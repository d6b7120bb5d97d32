package dev.vedette.scenarios.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How much state it takes to remember an event and a question, out of the last checkpoints of a
 * phase: what one task has in them, by how much it remembered then.
 */
final class RememberedState {
  private static final String EVENTS = "follow episodes";
  private static final String QUESTIONS = "admit questions";

  /** Flink tells of the last sixty checkpoints, and some came after the phase. */
  private static final int LOOKS = 48;

  private RememberedState() {}

  /**
   * @param ids how long ids of events are remembered at least
   * @param journal how long questions are
   */
  static void find(Stage stage, Phase phase, Duration ids, Duration journal) throws IOException {
    List<Sample> samples = Figures.within(stage, phase);
    List<Checkpoint> all =
        stage.sampler.checkpoints().stream()
            .filter(one -> one.isCompleted() && phase.has(one.second()))
            .toList();
    if (samples.size() < 2 || all.isEmpty()) {
      return;
    }
    Sample first = samples.get(0);
    Sample last = samples.get(samples.size() - 1);
    double seconds = last.second() - first.second();
    double asked = (last.asked() - first.asked()) / seconds;
    double judged = (last.judged() - first.judged()) / seconds;
    // Each device forgets in a life of its own, all together half way through one on average.
    double events = judged * 1.5 * ids.toSeconds();
    double eventBytes = 0;
    double questionBytes = 0;
    List<Checkpoint> looks = all.subList(Math.max(0, all.size() - LOOKS), all.size());
    for (Checkpoint look : looks) {
      Map<String, Long> bytes = stage.site.rest().stateBytes(look.id());
      eventBytes += of(bytes, EVENTS) / events;
      questionBytes += of(bytes, QUESTIONS) / (asked * remembered(journal, look.second()));
    }
    stage.found(
        Finding.measured(
            phase.name() + ", state of an event that is remembered",
            eventBytes / looks.size(),
            "bytes"));
    stage.found(
        Finding.measured(
            phase.name() + ", state of a question that is remembered",
            questionBytes / looks.size(),
            "bytes"));
  }

  /** Seconds: the life that is under way, and all of the one before it. */
  static double remembered(Duration life, double second) {
    double length = life.toSeconds();
    return second < length ? second : second % length + length;
  }

  private static long of(Map<String, Long> bytes, String operator) {
    return bytes.entrySet().stream()
        .filter(one -> one.getKey().startsWith(operator))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
