package dev.vedette.cli.cost;

import dev.vedette.core.money.BookedCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which calls an export would have if they had been billed.
 *
 * @param from from when on the export is; null if that is not known
 * @param until to when it is; null if that is not known
 * @param margin how far from both ends a call has to be: clocks differ, and bills come late
 * @param providers whose calls it has, as the ledger names them
 * @param models of these; null for all of them
 */
record Coverage(
    @Nullable Instant from,
    @Nullable Instant until,
    Duration margin,
    Set<String> providers,
    @Nullable Set<String> models) {

  boolean isOf(BookedCall call) {
    return providers.contains(call.call().provider())
        && (models == null || models.contains(call.call().model()));
  }

  boolean covers(BookedCall call) {
    return isOf(call)
        && from != null
        && until != null
        && !call.firstAt().isBefore(from.plus(margin))
        && !call.firstAt().isAfter(until.minus(margin));
  }

  boolean isTimed() {
    return from != null && until != null;
  }
}
