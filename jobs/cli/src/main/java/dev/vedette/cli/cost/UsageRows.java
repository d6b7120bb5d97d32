package dev.vedette.cli.cost;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.text.WrittenTime;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes rows of an export's fields, by the heads of its columns. */
final class UsageRows {
  private static final int MICROS = 6;
  private static final Set<UsageColumn> COUNTS =
      Set.of(UsageColumn.INPUT_TOKENS, UsageColumn.OUTPUT_TOKENS);

  private final Path file;
  private final Map<UsageColumn, Integer> places;
  private final Map<UsageColumn, String> heads;
  private final int columns;
  private final ZoneId zone;
  private final TokenPrices prices;

  private UsageRows(
      Path file,
      Map<UsageColumn, Integer> places,
      Map<UsageColumn, String> heads,
      int columns,
      ZoneId zone,
      TokenPrices prices) {
    this.file = file;
    this.places = places;
    this.heads = heads;
    this.columns = columns;
    this.zone = zone;
    this.prices = prices;
  }

  /**
   * By the first line of a file.
   *
   * @param given heads that are not ours
   * @param zone of times that do not say
   */
  static UsageRows of(
      Path file, List<String> head, Map<UsageColumn, String> given, ZoneId zone, TokenPrices prices)
      throws FailedCommandException {
    Map<UsageColumn, Integer> places = new EnumMap<>(UsageColumn.class);
    Map<UsageColumn, String> heads = new EnumMap<>(UsageColumn.class);
    List<String> names = head.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    for (UsageColumn column : UsageColumn.values()) {
      String name = given.getOrDefault(column, column.head());
      int place = names.indexOf(name.strip().toLowerCase(Locale.ROOT));
      if (place >= 0 && names.lastIndexOf(names.get(place)) != place) {
        throw new FailedCommandException("%s: two columns are named %s".formatted(file, name));
      }
      if (place < 0 && given.containsKey(column)) {
        throw new FailedCommandException(
            "%s has no column %s, which --column %s names; there are %s"
                .formatted(file, name, column.spelt(), String.join(", ", head)));
      }
      heads.put(column, name);
      if (place >= 0) {
        places.put(column, place);
      }
    }
    var rows = new UsageRows(file, places, heads, head.size(), zone, prices);
    rows.require(head);
    return rows;
  }

  private void require(List<String> head) throws FailedCommandException {
    boolean isNamed =
        places.containsKey(UsageColumn.CLIENT_REQUEST_ID)
            || places.containsKey(UsageColumn.REQUEST_ID);
    boolean isPriced =
        places.containsKey(UsageColumn.COST_USD)
            || (places.containsKey(UsageColumn.MODEL) && places.keySet().containsAll(COUNTS));
    if (!isNamed || !isPriced) {
      throw new FailedCommandException(
          "%s has no column for %s: it has %s; say which is which with --column OURS=THEIRS"
              .formatted(
                  file,
                  isNamed
                      ? "the cost (cost_usd, or model, input_tokens and output_tokens)"
                      : "a call's name (client_request_id or request_id)",
                  String.join(", ", head)));
    }
  }

  /**
   * One row.
   *
   * @throws FailedCommandException if it is not in US dollars: then nothing of the file can be
   *     added up
   */
  UsageRow row(long line, List<String> fields) throws UnusableRowException, FailedCommandException {
    if (fields.size() != columns) {
      throw new UnusableRowException("%d fields, %d columns".formatted(fields.size(), columns));
    }
    String currency = field(UsageColumn.CURRENCY, fields);
    if (!currency.isEmpty() && !currency.equalsIgnoreCase("USD")) {
      throw new FailedCommandException(
          "%s, line %d: the currency is '%s', and the ledger is in US dollars: have it exported in"
                  .formatted(file, line, currency)
              + " these; nothing was written");
    }
    return new UsageRow(
        line,
        field(UsageColumn.CLIENT_REQUEST_ID, fields),
        field(UsageColumn.REQUEST_ID, fields),
        field(UsageColumn.MODEL, fields),
        time(fields),
        micros(fields));
  }

  private String field(UsageColumn column, List<String> fields) {
    Integer place = places.get(column);
    return place == null ? "" : fields.get(place).strip();
  }

  private @Nullable Instant time(List<String> fields) throws UnusableRowException {
    String text = field(UsageColumn.TIME, fields);
    if (text.isEmpty()) {
      if (places.containsKey(UsageColumn.TIME)) {
        throw new UnusableRowException("no time in " + heads.get(UsageColumn.TIME));
      }
      return null;
    }
    try {
      return WrittenTime.parse(text, zone);
    } catch (IllegalArgumentException e) {
      throw new UnusableRowException(String.valueOf(e.getMessage()));
    }
  }

  private BigDecimal micros(List<String> fields) throws UnusableRowException {
    if (places.containsKey(UsageColumn.COST_USD)) {
      String column = String.valueOf(heads.get(UsageColumn.COST_USD));
      return WrittenNumber.usd(field(UsageColumn.COST_USD, fields), column)
          .scaleByPowerOfTen(MICROS);
    }
    return prices.micros(
        field(UsageColumn.MODEL, fields),
        count(UsageColumn.INPUT_TOKENS, fields),
        count(UsageColumn.CACHED_INPUT_TOKENS, fields),
        count(UsageColumn.CACHE_WRITE_TOKENS, fields),
        count(UsageColumn.OUTPUT_TOKENS, fields),
        count(UsageColumn.REASONING_TOKENS, fields));
  }

  private long count(UsageColumn column, List<String> fields) throws UnusableRowException {
    return WrittenNumber.count(field(column, fields), String.valueOf(heads.get(column)));
  }
}
