package dev.vedette.cli.cost;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.vedette.cli.FailedCommandException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a provider's books say, as a CSV file (RFC 4180) whose first line names the columns.
 *
 * <p>A row that stands there twice counts once: exports are put together of pages that overlap. Two
 * rows with one name of the provider's that say different things are a mistake in the file.
 *
 * @param bad what is wrong with rows, by their lines
 * @param repeated rows that said again what another did
 */
record UsageExport(Path file, List<UsageRow> rows, List<String> bad, int repeated) {
  private static final CsvMapper CSV =
      CsvMapper.csvBuilder().enable(CsvParser.Feature.SKIP_EMPTY_LINES).build();
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  UsageExport {
    rows = List.copyOf(rows);
    bad = List.copyOf(bad);
  }

  /** The name by which lines of the ledger tell where the provider says so. */
  String evidence(String place) {
    return file.getFileName() + ":" + place;
  }

  /**
   * Reads a file as a whole.
   *
   * @param heads those that are not ours
   * @param zone of times that do not say
   */
  static UsageExport read(
      Path file, Map<UsageColumn, String> heads, char separator, ZoneId zone, TokenPrices prices)
      throws FailedCommandException {
    try (Reader text = text(file);
        JsonParser parser = CSV.getFactory().createParser(text)) {
      parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator));
      var gathered = new Gathered();
      UsageRows maker = null;
      while (parser.nextToken() != null) {
        List<String> fields = new ArrayList<>();
        long line = 0;
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
          line = fields.isEmpty() ? parser.currentTokenLocation().getLineNr() : line;
          fields.add(parser.getText());
        }
        if (maker == null) {
          maker = UsageRows.of(file, fields, heads, zone, prices);
        } else {
          gathered.take(maker, line, fields);
        }
      }
      if (maker == null) {
        throw new FailedCommandException(file + ": empty; the first line names the columns");
      }
      return new UsageExport(file, gathered.rows, gathered.bad, gathered.repeated);
    } catch (JsonProcessingException e) {
      long where = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new FailedCommandException(
          "%s, line %d is no CSV: %s".formatted(file, where, e.getOriginalMessage()), e);
    } catch (CharacterCodingException e) {
      throw new FailedCommandException(file + ": not UTF-8", e);
    } catch (NoSuchFileException e) {
      throw new FailedCommandException("there is no file " + file, e);
    } catch (IOException e) {
      throw new FailedCommandException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Without the mark that some programs put in front. */
  private static Reader text(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    var text = new PushbackReader(new InputStreamReader(bytes, decoder));
    int first = text.read();
    if (first >= 0 && first != BYTE_ORDER_MARK) {
      text.unread(first);
    }
    return text;
  }

  private static final class Gathered {
    private final List<UsageRow> rows = new ArrayList<>();
    private final List<String> bad = new ArrayList<>();
    private final Map<String, UsageRow> byName = new HashMap<>();
    private int repeated;

    void take(UsageRows maker, long line, List<String> fields) throws FailedCommandException {
      try {
        take(maker.row(line, fields));
      } catch (UnusableRowException e) {
        bad.add("line %d: %s".formatted(line, e.getMessage()));
      }
    }

    private void take(UsageRow row) throws UnusableRowException {
      // Without the provider's own name two rows may be two bills for one question.
      UsageRow before = row.isNamed() ? byName.putIfAbsent(nameOf(row), row) : null;
      if (before == null) {
        rows.add(row);
      } else if (row.repeats(before)) {
        repeated++;
      } else {
        throw new UnusableRowException(
            "the request %s stands in line %d too, and says something else there"
                .formatted(row.requestId(), before.line()));
      }
    }

    /** A credit is a row of its own beside what it takes back. */
    private static String nameOf(UsageRow row) {
      return row.requestId().isEmpty()
          ? row.clientRequestId() + '\n' + row.at() + '\n' + row.micros()
          : row.requestId() + '\n' + row.isCredit();
    }
  }
}
