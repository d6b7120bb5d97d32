package dev.vedette.cli;

import dev.vedette.cli.metrics.JobNumbers;
import dev.vedette.cli.metrics.RoadTrouble;
import dev.vedette.cli.metrics.Trouble;
import dev.vedette.core.flow.Outcome;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a job is doing, in one line: written over itself on a terminal, every five seconds elsewhere.
 *
 * <p>What somebody may have to look at stands first. What matters least stands last: a terminal of
 * 80 columns holds all but the number of events.
 */
public final class StatusLine {
  /** Set by the launcher, which can tell; the JDK's console is none since it changed its mind. */
  private static final String TERMINAL = "vedette.tty";

  private static final String COLUMNS = "vedette.tty.columns";
  private static final int USUAL_COLUMNS = 80;

  private static final long QUIET_NANOS = Duration.ofSeconds(5).toNanos();

  private final PrintWriter out;
  private final boolean terminal;
  private final int mostWidth;
  private final String mark;
  private long lastNanos;
  private long lastReceived;
  private long shownNanos;
  private int width;

  /**
   * @param mark stands behind each amount of money, such as a star where costs are simulated
   * @param nowNanos by {@link System#nanoTime()}
   */
  public static StatusLine begin(PrintWriter out, String mark, long nowNanos) {
    int columns = Integer.getInteger(COLUMNS, 0);
    return new StatusLine(
        out, Boolean.getBoolean(TERMINAL), columns > 0 ? columns : USUAL_COLUMNS, mark, nowNanos);
  }

  /**
   * @param columns of the terminal; a longer line could not be written over
   */
  StatusLine(PrintWriter out, boolean terminal, int columns, String mark, long nowNanos) {
    this.out = out;
    this.terminal = terminal;
    this.mostWidth = terminal ? columns - 1 : Integer.MAX_VALUE;
    this.mark = mark;
    this.lastNanos = nowNanos;
    this.shownNanos = nowNanos;
  }

  public void show(JobNumbers now, long nowNanos) {
    boolean due = terminal || nowNanos - shownNanos >= QUIET_NANOS;
    if (!due) {
      return;
    }
    String line = line(now, (nowNanos - lastNanos) / 1e9);
    lastNanos = nowNanos;
    lastReceived = now.received();
    shownNanos = nowNanos;
    if (terminal) {
      out.print('\r' + line + " ".repeat(Math.max(0, width - line.length())));
      width = line.length();
    } else {
      out.println(line);
    }
    out.flush();
  }

  /** Leaves the line. */
  public void end() {
    if (terminal && width > 0) {
      out.println();
      out.flush();
      width = 0;
    }
  }

  private String line(JobNumbers now, double seconds) {
    double rate = seconds <= 0 ? 0 : (now.received() - lastReceived) / seconds;
    long judged =
        now.received()
            - now.ended(Outcome.DEAD_LETTERED)
            - now.ended(Outcome.SKIPPED)
            - now.ended(Outcome.DUPLICATE);
    double passed = judged <= 0 ? 0 : 100.0 * (judged - now.ended(Outcome.REJECTED)) / judged;
    long ended = now.ended(Outcome.CLOUD);
    double mean = ended == 0 ? 0 : now.costUsd() / ended;
    double avoided = mean * (now.ended(Outcome.REJECTED) + now.ended(Outcome.REPEAT));
    double gateMillis = now.gateSeconds().quantile(0.99).orElse(0) * 1e3;
    var parts = new ArrayList<String>(trouble(now.trouble()));
    parts.addAll(
        List.of(
            format("%,.0f/s", rate),
            format("%.1f %% passed", passed),
            format("%d in flight", now.inFlight()),
            format(gateMillis < 10 ? "p99 %.1f ms" : "p99 %.0f ms", gateMillis),
            usd(now.costUsd()) + " spent",
            usd(avoided) + " avoided",
            format("%,d events", now.received())));
    return fitting(parts);
  }

  /** Nothing, while all is well. */
  private static List<String> trouble(Trouble trouble) {
    List<String> parts = new ArrayList<>();
    if (trouble.ordersUnreadSeconds() > 0) {
      parts.add(format("orders not read for %.0f s", trouble.ordersUnreadSeconds()));
    }
    trouble.roads().forEach(road -> parts.add(road.model() + ' ' + trouble(road)));
    if (trouble.deferred() > 0) {
      parts.add(
          format("%,d deferred for %.0f s", trouble.deferred(), trouble.oldestDeferredSeconds()));
    }
    if (trouble.silentDevices() > 0) {
      parts.add(format("%,d devices silent", trouble.silentDevices()));
    }
    return parts;
  }

  /** The worst of it alone: what is closed has no width. */
  private static String trouble(RoadTrouble road) {
    if (road.breaker() != RoadTrouble.Breaker.CLOSED) {
      return road.breaker() == RoadTrouble.Breaker.OPEN ? "closed" : "half-open";
    }
    if (road.pauseSeconds() > 0) {
      return format("paused %.0f s", Math.ceil(road.pauseSeconds()));
    }
    String width = road.isNarrow() ? format("%d of %d calls", road.calls(), road.wanted()) : "";
    String pace = road.isSlow() ? format("%.1f calls/s", road.perSecond()) : "";
    return width + (width.isEmpty() || pace.isEmpty() ? "" : " at ") + pace;
  }

  /** Those that the line holds, what does not fit being left out. */
  private String fitting(List<String> parts) {
    var line = new StringBuilder();
    for (String part : parts) {
      String next = line.isEmpty() ? part : ", " + part;
      if (line.length() + next.length() <= mostWidth) {
        line.append(next);
      }
    }
    return line.toString();
  }

  /** At least two digits that say something; the report has the micro-dollars. */
  private String usd(double amount) {
    String decimals = amount < 0.1 ? "$%.4f" : amount < 100 ? "$%.2f" : "$%,.0f";
    return format(decimals, amount) + mark;
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
