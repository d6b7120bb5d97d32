package dev.vedette.pipeline;

import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.SchedulerExecutionMode;

/**
 * Refuses what Flink may be told and the job cannot bear, be it in the job's own file or in the
 * cluster's, which is known only where the job is submitted.
 */
final class FlinkOptionsCheck {
  private FlinkOptionsCheck() {}

  static void check(ReadableConfig config) throws InvalidConfigurationException {
    var options = new OptionReader(config);
    // New lines of the ledger would pass those that a checkpoint's barriers have overtaken.
    refuse(options, CheckpointingOptions.UNALIGNED_RECOVER_OUTPUT_ON_DOWNSTREAM, false);
    refuse(options, CheckpointingOptions.CHECKPOINTING_DURING_RECOVERY_ENABLED, true);
    if (options.optional(JobManagerOptions.SCHEDULER_MODE).orElse(null)
        == SchedulerExecutionMode.REACTIVE) {
      throw new InvalidConfigurationException(
          "%s = reactive: it sets every operator to its highest parallelism, and what recalls deferred questions has to be one subtask; set %s: adaptive instead, with the highest parallelism that you want as the job's, and %s: 365 d, or it ends a job that finds no slot for some minutes"
              .formatted(
                  JobManagerOptions.SCHEDULER_MODE.key(),
                  JobManagerOptions.SCHEDULER.key(),
                  JobManagerOptions.SCHEDULER_SUBMISSION_RESOURCE_WAIT_TIMEOUT.key()));
    }
  }

  private static void refuse(OptionReader options, ConfigOption<Boolean> option, boolean value)
      throws InvalidConfigurationException {
    if (options.get(option) == value) {
      throw new InvalidConfigurationException(
          "%s = %s: after a restart new lines of the ledger could come before old ones, and a call be paid for twice; leave it unset, in the job's file and in the cluster's"
              .formatted(option.key(), value));
    }
  }
}
