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
  static void find(Stage stage, Phase phase, Duration ids, Duration journal) {
    List<Sample> samples = Figures.within(stage, phase);
    List<Checkpoint> all =
        stage.sampler.checkpoints().stream()
            .filter(one -> one.isCompleted() && phase.has(one.second()))
            .toList();
    if (samples.size() < 2) {
      return;
    }
    Sample first = samples.get(0);
    Sample last = samples.get(samples.size() - 1);
    if (last.judged() <= first.judged() || last.asked() <= first.asked()) {
      return; // nothing came, or the job went back
    }
    double seconds = last.second() - first.second();
    double asked = (last.asked() - first.asked()) / seconds;
    double judged = (last.judged() - first.judged()) / seconds;
    // Half way through a life on average: the looks are of several.
    double events = judged * 1.5 * ids.toSeconds();
    double eventBytes = 0;
    double questionBytes = 0;
    int looks = 0;
    for (Checkpoint look : all.subList(Math.max(0, all.size() - LOOKS), all.size())) {
      Map<String, Long> bytes = told(stage, look);
      if (bytes.isEmpty()) {
        continue;
      }
      looks++;
      eventBytes += of(bytes, EVENTS) / events;
      questionBytes += of(bytes, QUESTIONS) / (asked * remembered(journal, look.second()));
    }
    if (looks == 0) {
      return;
    }
    stage.found(
        Finding.measured(
            phase.name() + ", state of an event that is remembered", eventBytes / looks, "bytes"));
    stage.found(
        Finding.measured(
            phase.name() + ", state of a question that is remembered",
            questionBytes / looks,
            "bytes"));
  }

  /** Nothing of one that Flink does not tell of any more. */
  private static Map<String, Long> told(Stage stage, Checkpoint look) {
    try {
      return stage.site.rest().stateBytes(look.id());
    } catch (IOException e) {
      stage.say("checkpoint %d was not told of: %s".formatted(look.id(), e.getMessage()));
      return Map.of();
    }
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
