package dev.vedette.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.core.money.Price;
import dev.vedette.core.money.TokenRates;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageExportTest {
  private static final String HEAD = "client_request_id,request_id,time,model,cost_usd,currency\n";
  private static final TokenPrices PRICES =
      new TokenPrices(
          Map.of(
              "m",
              new Price(
                  "m 1",
                  new TokenRates(usd("1"), usd("0.1"), usd("1.25"), usd("10"), usd("20")),
                  List.of(),
                  BigDecimal.ZERO),
              "pictured",
              new Price("p 1", TokenRates.of(usd("1"), usd("1"), usd("1")), List.of(), usd("500"))),
          false);

  @TempDir private Path folder;

  private static BigDecimal usd(String amount) {
    return new BigDecimal(amount);
  }

  private UsageExport read(String text) throws Exception {
    return read(text, Map.of(), ',', PRICES);
  }

  private UsageExport read(
      String text, Map<UsageColumn, String> heads, char separator, TokenPrices prices)
      throws IOException, FailedCommandException {
    Path file = Files.writeString(folder.resolve("usage.csv"), text);
    return UsageExport.read(file, heads, separator, ZoneOffset.UTC, prices);
  }

  private void isRefused(String text, String... facts) {
    assertThatExceptionOfType(FailedCommandException.class)
        .isThrownBy(() -> read(text))
        .withMessageContainingAll(facts);
  }

  @Test
  void rowsAreReadByTheHeadsOfTheirColumns() throws Exception {
    UsageExport export =
        read(
            "Model,other,COST_USD,request_id,time,client_request_id\n"
                + "m,x,0.000123,r-1,2026-11-27T12:00:00Z,i-1\n");
    assertThat(export.rows())
        .containsExactly(
            new UsageRow(
                2, "i-1", "r-1", "m", Instant.parse("2026-11-27T12:00:00Z"), usd("123.000000")));
    assertThat(export.bad()).isEmpty();
  }

  @Test
  void otherHeadsAndSeparatorsAreNamed() throws Exception {
    UsageExport export =
        read(
            "Request;Amount (USD)\nr-1;0.5\n",
            Map.of(UsageColumn.REQUEST_ID, "Request", UsageColumn.COST_USD, "amount (usd)"),
            ';',
            PRICES);
    assertThat(export.rows()).extracting(UsageRow::micros).containsExactly(usd("500000.000000"));

    assertThatExceptionOfType(FailedCommandException.class)
        .isThrownBy(
            () -> read("request_id,cost_usd\n", Map.of(UsageColumn.MODEL, "Modell"), ',', PRICES))
        .withMessageContainingAll(
            "no column Modell, which --column model names", "request_id, cost_usd");
  }

  @Test
  void aMarkOfByteOrderQuotesAndLinesWithinQuotesAreNoMatter() throws Exception {
    UsageExport export =
        read(
            "\uFEFF\"request_id\",note,\"cost_usd\"\r\n"
                + "r-1,\"two\nlines, and a \"\"quote\"\"\",\"0.1\"\r\n"
                + "\r\n"
                + "r-2,,0.2\r\n");
    assertThat(export.rows()).extracting(UsageRow::line).containsExactly(2L, 5L);
    assertThat(export.rows()).extracting(UsageRow::requestId).containsExactly("r-1", "r-2");
  }

  @Test
  void aRowThatStandsThereTwiceCountsOnce() throws Exception {
    String row = "i-1,r-1,2026-11-27T12:00:00Z,m,0.1,USD\n";
    UsageExport export = read(HEAD + row + row);
    assertThat(export.rows()).hasSize(1);
    assertThat(export.repeated()).isOne();
  }

  @Test
  void twoBillsForOneQuestionAreTwoAndSoIsACredit() throws Exception {
    UsageExport export =
        read(
            HEAD
                + "i-1,r-1,2026-11-27T12:00:00Z,m,0.1,USD\n"
                + "i-1,r-2,2026-11-27T12:00:00Z,m,0.1,USD\n"
                + "i-1,r-1,2026-11-29T12:00:00Z,m,-0.1,USD\n");
    assertThat(export.rows()).hasSize(3);
    assertThat(export.rows().get(2).isCredit()).isTrue();
  }

  @Test
  void rowsWithoutAnyNameAreAllCounted() throws Exception {
    String row = ",,2026-11-27T12:00:00Z,m,0.1,USD\n";
    assertThat(read(HEAD + row + row).rows()).hasSize(2);
  }

  @Test
  void oneNameForTwoThingsIsAMistake() throws Exception {
    UsageExport export =
        read(
            HEAD
                + "i-1,r-1,2026-11-27T12:00:00Z,m,0.1,USD\n"
                + "i-1,r-1,2026-11-27T12:00:00Z,m,0.2,USD\n");
    assertThat(export.bad())
        .containsExactly(
            "line 3: the request r-1 stands in line 2 too, and says something else there");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.0123 | 12300",
        "$0.0123 | 12300",
        "-$0.5 | -500000",
        "1.2E-5 | 12",
        "\"1,234.50\" | 1234500000",
        "\"1,234,567\" | 1234567000000",
        "0.30000000000000004 | 300000",
        "0.0000001 | 0.1",
        ".5 | 500000",
      })
  void amountsAreExactWhateverTheirSpelling(String written, String micros) throws Exception {
    UsageExport export = read("request_id,cost_usd\nr-1," + written + "\n");
    assertThat(export.rows().get(0).micros()).isEqualByComparingTo(micros);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "free",
        "\"1,234\"",
        "\"0,0123\"",
        "\"1.234,56\"",
        "1e999999999",
        "NaN",
        "€0.1"
      })
  void anAmountThatIsNoneIsABadRow(String written) throws Exception {
    UsageExport export = read("request_id,cost_usd\nr-1," + written + "\nr-2,1\n");
    assertThat(export.bad()).hasSize(1);
    assertThat(export.bad().get(0)).startsWith("line 2: '").contains("cost_usd");
    assertThat(export.rows()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-27T12:00:00Z",
        "2026-11-27T13:00:00+01:00",
        "2026-11-27 12:00:00",
        "2026-11-27 12:00:00 UTC",
        "2026-11-27T12:00",
        "1795780800",
        "1795780800000",
        "1795780800.000",
      })
  void timesAreReadAsTheyAreWritten(String written) throws Exception {
    UsageExport export = read("request_id,time,cost_usd\nr-1," + written + ",1\n");
    assertThat(export.bad()).isEmpty();
    assertThat(export.rows().get(0).at()).isEqualTo("2026-11-27T12:00:00Z");
  }

  @Test
  void aTimeThatDoesNotSayIsOfTheZone() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("u.csv"), "request_id,time,cost_usd\nr,2026-11-27 13:00,1\n");
    UsageExport export = UsageExport.read(file, Map.of(), ',', ZoneId.of("Europe/Berlin"), PRICES);
    assertThat(export.rows().get(0).at()).isEqualTo("2026-11-27T12:00:00Z");
  }

  @Test
  void aTimeThatIsNoneOrALineThatIsCutIsABadRow() throws Exception {
    UsageExport export = read("request_id,time,cost_usd\nr-1,noon,1\nr-2,,1\nr-3,2026-11-27\n");
    assertThat(export.bad())
        .containsExactly(
            "line 2: 'noon' is no time such as 2026-11-27 or 2026-11-27T12:00:00Z",
            "line 3: no time in time",
            "line 4: 2 fields, 3 columns");
  }

  @Test
  void tokensArePricedByTheTable() throws Exception {
    String text =
        "request_id,model,input_tokens,cached_input_tokens,cache_write_tokens,output_tokens,reasoning_tokens\n"
            + "r-1,m,1000,100,10,20,\"1,000\"\n";
    assertThat(read(text).rows().get(0).micros()).isEqualByComparingTo("21223");

    UsageExport inclusive =
        read(text.replace("\"1,000\"", "5"), Map.of(), ',', new TokenPrices(PRICES.prices(), true));
    assertThat(inclusive.rows().get(0).micros()).isEqualByComparingTo("1163");
  }

  @Test
  void tokensThatCannotBePricedAreABadRow() throws Exception {
    String head = "request_id,model,input_tokens,cached_input_tokens,output_tokens\n";
    assertThat(read(head + "r,dear,1,0,1\n").bad().get(0))
        .contains("line 2: no price for the model 'dear'", "--prices");
    assertThat(read(head + "r,pictured,1,0,1\n").bad().get(0)).contains("a price for each picture");
    assertThat(read(head + "r,m,-1,0,1\n").bad().get(0))
        .contains("'-1' in input_tokens is no count");
    assertThat(
            read(head + "r,m,1,2,1\n", Map.of(), ',', new TokenPrices(PRICES.prices(), true))
                .bad()
                .get(0))
        .contains("more tokens are cached");
  }

  @Test
  void whatIsNotInDollarsIsRefusedAsAWhole() {
    isRefused(
        HEAD
            + "i-1,r-1,2026-11-27T12:00:00Z,m,0.1,usd\n"
            + "i-2,r-2,2026-11-27T12:00:00Z,m,0.1,EUR\n",
        "line 3",
        "'EUR'",
        "US dollars");
  }

  @Test
  void aFileThatIsNoExportIsRefused() throws Exception {
    isRefused("", "usage.csv: empty");
    isRefused("time,cost_usd\n", "no column for a call's name", "--column OURS=THEIRS");
    isRefused("request_id,model\n", "no column for the cost");
    isRefused("request_id,cost_usd,Request_ID\n", "two columns are named request_id");
    isRefused("request_id,cost_usd\nr,\"1\n", "no CSV");
    assertThatExceptionOfType(FailedCommandException.class)
        .isThrownBy(
            () ->
                UsageExport.read(folder.resolve("none.csv"), Map.of(), ',', ZoneOffset.UTC, PRICES))
        .withMessageContaining("there is no file");
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, "request_id,cost_usd\nr\u00e9,1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatExceptionOfType(FailedCommandException.class)
        .isThrownBy(() -> UsageExport.read(latin, Map.of(), ',', ZoneOffset.UTC, PRICES))
        .withMessageContaining("not UTF-8");
  }
}
