package dev.vedette.simulators.provider;

import dev.vedette.core.brain.TokenUsage;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * What a provider lets its customers download of its books: CSV, a line for each call that is
 * billed, the answer of which may have arrived or not.
 */
public final class UsageSheet {
  private static final int MICROS = 6;
  private static final String HEAD =
      "client_request_id,request_id,time,model,input_tokens,cached_input_tokens,"
          + "cache_write_tokens,output_tokens,reasoning_tokens,cost_usd,currency\n";

  private UsageSheet() {}

  /** Token classes do not overlap. */
  public static void write(List<BookEntry> calls, Appendable out) throws IOException {
    out.append(HEAD);
    for (BookEntry call : calls) {
      if (call.billedMicros() > 0) {
        out.append(line(call));
      }
    }
  }

  private static String line(BookEntry call) {
    TokenUsage usage = call.usage();
    return String.format(
        Locale.ROOT,
        "%s,%s,%s,%s,%d,%d,%d,%d,%d,%s,USD\n",
        quoted(call.requestId()),
        quoted(call.ownId()),
        call.receivedAt(),
        quoted(call.model()),
        usage.freshInput(),
        usage.cachedInput(),
        usage.cacheWrite(),
        usage.output(),
        usage.reasoning(),
        BigDecimal.valueOf(call.billedMicros(), MICROS).toPlainString());
  }

  /** Whatever a caller has sent. */
  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
