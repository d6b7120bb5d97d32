package dev.vedette.simulators.provider;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What a provider knows of its own calls and bills: one entry a call, however often the same one
 * comes.
 *
 * <p>Thread-safe. An entry is complete before the last byte of its answer leaves.
 */
public final class Books {
  private final int keptEntries;
  private final Map<Long, BookEntry> entries = new LinkedHashMap<>();
  private final Map<Long, BookEntry> open = new LinkedHashMap<>();
  private final Map<Integer, Long> closedByStatus = new TreeMap<>();
  private long calls;
  private long answered;
  private long promptTokens;
  private long cachedTokens;
  private long completionTokens;
  private long bodyBytes;
  private long billedMicros;

  Books(int keptEntries) {
    this.keptEntries = keptEntries;
  }

  /** The kept entries in the order in which the calls came. */
  public synchronized List<BookEntry> calls() {
    return List.copyOf(entries.values());
  }

  /** The kept entries of calls whose request id begins so. */
  public List<BookEntry> calls(String requestIdPrefix) {
    return where(entry -> entry.requestId().startsWith(requestIdPrefix));
  }

  /** The kept entries that were answered with status 200 and whose request id begins so. */
  public List<BookEntry> answered(String requestIdPrefix) {
    return where(entry -> entry.status() == 200 && entry.requestId().startsWith(requestIdPrefix));
  }

  public synchronized BookTotals totals() {
    var byStatus = new TreeMap<>(closedByStatus);
    open.values().forEach(entry -> byStatus.merge(entry.status(), 1L, Long::sum));
    return new BookTotals(
        calls,
        answered,
        Map.copyOf(byStatus),
        promptTokens,
        cachedTokens,
        completionTokens,
        bodyBytes,
        billedMicros);
  }

  synchronized void received(long number, BookEntry entry) {
    calls++;
    bodyBytes += entry.bodyBytes();
    open.put(number, entry);
    entries.put(number, entry);
    if (entries.size() > keptEntries) {
      entries.remove(entries.keySet().iterator().next());
    }
  }

  synchronized void billed(long number, String model, ChatTokens tokens, long micros) {
    promptTokens += tokens.prompt();
    cachedTokens += tokens.cached();
    completionTokens += tokens.completion();
    billedMicros += micros;
    change(number, entry -> entry.billed(model, tokens, micros));
  }

  synchronized void answered(long number, int status, Instant at) {
    answered += status == 200 ? 1 : 0;
    change(number, entry -> entry.answered(status, at));
  }

  synchronized void undelivered(long number) {
    BookEntry entry = open.get(number);
    answered -= entry != null && entry.status() == 200 ? 1 : 0;
    change(number, BookEntry::undelivered);
  }

  /** Nothing more will be said of this call. */
  synchronized void closed(long number) {
    BookEntry entry = open.remove(number);
    if (entry != null) {
      closedByStatus.merge(entry.status(), 1L, Long::sum);
    }
  }

  private void change(long number, UnaryOperator<BookEntry> change) {
    open.computeIfPresent(number, (same, entry) -> change.apply(entry));
    entries.computeIfPresent(number, (same, entry) -> change.apply(entry));
  }

  private synchronized List<BookEntry> where(Predicate<BookEntry> wanted) {
    return entries.values().stream().filter(wanted).toList();
  }
}
