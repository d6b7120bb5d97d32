package dev.vedette.simulators.devices;

/**
 * How far the cameras may run ahead of the job: not so far that the broker would delete what the
 * job has not read yet.
 *
 * <p>Thread-safe. The bytes that are ahead are estimated by the mean of all frames.
 */
public final class Headway {
  private final long mostBytes;
  private long sentFrames;
  private long sentBytes;
  private long readFrames;
  private boolean over;

  public Headway(long mostBytes) {
    if (mostBytes < 1) {
      throw new IllegalArgumentException("mostBytes < 1: " + mostBytes);
    }
    this.mostBytes = mostBytes;
  }

  static Headway unlimited() {
    return new Headway(Long.MAX_VALUE);
  }

  /** Waits until another frame may be sent, and counts it. */
  synchronized void send(int bytes) throws InterruptedException {
    while (!over && sentFrames > readFrames && aheadBytes() >= mostBytes) {
      wait();
    }
    sentFrames++;
    sentBytes += bytes;
  }

  /** Is told of one that was counted and did not arrive: nobody will ever read it. */
  synchronized void lost(int bytes) {
    sentFrames--;
    sentBytes -= bytes;
    notifyAll();
  }

  private double aheadBytes() {
    return (sentFrames - readFrames) * ((double) sentBytes / sentFrames);
  }

  /** Is told how many the job has read by now. */
  public synchronized void read(long frames) {
    readFrames = frames;
    notifyAll();
  }

  /** Holds nobody back any more. */
  synchronized void end() {
    over = true;
    notifyAll();
  }
}
