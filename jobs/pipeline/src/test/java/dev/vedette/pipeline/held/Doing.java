package dev.vedette.pipeline.held;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.FutureTask;

/** Something that is done in a thread of its own. */
record Doing(Thread thread, FutureTask<Void> task) {
  /** What is done. */
  interface Step {
    void run() throws Exception;
  }

  static Doing started(Step step) {
    var task =
        new FutureTask<Void>(
            () -> {
              step.run();
              return null;
            });
    var thread = new Thread(task);
    thread.start();
    return new Doing(thread, task);
  }

  /** Returns once it waits for somebody else. */
  void awaitWaiting() {
    await(Thread.State.WAITING);
  }

  /** Returns once it waits for somebody else, and not for ever. */
  void awaitWaitingAWhile() {
    await(Thread.State.TIMED_WAITING);
  }

  private void await(Thread.State state) {
    while (thread.getState() != state) {
      assertThat(task.isDone()).as("it did not wait").isFalse();
      Thread.onSpinWait();
    }
  }

  void get() throws Exception {
    task.get();
  }
}
