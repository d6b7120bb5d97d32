package dev.vedette.flink;

import dev.vedette.core.brain.JournaledBrain;
import java.io.Serializable;
import java.time.InstantSource;

/** The time by which deadlines are kept, and the alarms that keep them. */
interface DeadlineClock extends InstantSource, JournaledBrain.Alarm, AutoCloseable {
  /** Ships with the job graph; starts the clock where it is needed. */
  @FunctionalInterface
  interface Opener extends Serializable {
    DeadlineClock open();
  }

  /** Drops every alarm that has not fired. */
  @Override
  void close();
}
