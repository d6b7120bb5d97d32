package dev.vedette.scenarios.peers;

import dev.vedette.scenarios.Input;
import dev.vedette.scenarios.RunningJob;
import java.util.ArrayList;
import java.util.List;

/** The job as it is shipped, with the digits' model for a gate. */
record VedetteEntrant(RunningJob job) implements Entrant {
  static VedetteEntrant start(
      Contender contender, String bootstrap, String topic, List<String> given) throws Exception {
    var options =
        new ArrayList<String>(
            List.of(
                "vedette.topics.events=" + topic, "vedette.gate.location=" + DigitModel.LOCATION));
    if (contender == Contender.VEDETTE_ONE_BY_ONE) {
      options.add("vedette.gate.batch-size=1");
    }
    options.addAll(given);
    return new VedetteEntrant(RunningJob.start(bootstrap, Input.RGB8, options));
  }

  @Override
  public long judged() {
    return job.rejected();
  }

  @Override
  public void awaitJudged(long events) throws Exception {
    job.awaitRejected(events);
  }

  @Override
  public long batches() {
    return job.batches();
  }

  @Override
  public void close() throws Exception {
    job.close();
  }
}
