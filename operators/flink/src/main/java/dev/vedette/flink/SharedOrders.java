package dev.vedette.flink;

import dev.vedette.core.budget.Limits;
import dev.vedette.core.control.Mode;
import dev.vedette.core.control.OrderBoard;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.money.Account;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.JobID;

/** The orders that a job obeys in this process: one looks them up for all its subtasks. */
final class SharedOrders {
  private static final PerJob<OrderBoard> OF_THIS_PROCESS = new PerJob<>(OrderBoard::close);

  private SharedOrders() {}

  /** A user's look at the board. */
  static final class Lease implements AutoCloseable {
    private final PerJob<OrderBoard>.Lease shared;

    private Lease(PerJob<OrderBoard>.Lease shared) {
      this.shared = shared;
    }

    /** Whether the cloud has the last word on an event. */
    boolean isForTheCloud(EventHeader header, Instant now) {
      return shared
          .get()
          .log()
          .isForTheCloud(header.tenant(), header.deviceClass(), header.origin().appendedAt(), now);
    }

    /** Whether nothing may be asked for an account. */
    boolean isForTheEdge(Account account, Instant now) {
      return shared.get().orders().modeOf(account.tenant(), account.deviceClass(), now)
          == Mode.EDGE;
    }

    /** What may be spent. */
    Limits limits() {
      return shared.get().orders().limits();
    }

    /** For how long nobody has known whether anything newer was ordered. */
    Duration ageAt(Instant now) {
      Instant knownAt = shared.get().knownAt();
      return knownAt.isBefore(now) ? Duration.between(knownAt, now) : Duration.ZERO;
    }

    @Override
    public void close() {
      shared.close();
    }
  }

  static Lease enter(JobID job, OrderBoardOpener opener) throws IOException {
    return new Lease(OF_THIS_PROCESS.enter(job, opener::open));
  }
}
