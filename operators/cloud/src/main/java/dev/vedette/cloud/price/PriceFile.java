package dev.vedette.cloud.price;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A table of prices as a file: the day and the source of it, and entries as LiteLLM writes them.
 *
 * <p>Amounts are read as the decimals that are written there, never as floating-point numbers.
 */
public final class PriceFile {
  private static final String AS_OF = "asOf";
  private static final String SOURCE = "source";
  private static final String MODELS = "models";

  /** LiteLLM's own explanation of its fields, written as if it were a model. */
  private static final String SAMPLE = "sample_spec";

  private static final String SHIPPED = "prices.json";
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  private PriceFile() {}

  /** The table that is shipped. */
  public static PriceTable shipped() {
    try (InputStream resource = PriceFile.class.getResourceAsStream(SHIPPED)) {
      if (resource == null) {
        throw new IllegalStateException("no resource " + SHIPPED);
      }
      return table(MAPPER.readTree(resource));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + SHIPPED, e);
    }
  }

  /** Reads a table that says of which day it is. */
  public static PriceTable read(Path file) throws UnusablePricesException {
    JsonNode root = json(file);
    if (!isDated(root)) {
      throw wrong(
          file,
          "no table with %s and %s: make one of LiteLLM's with 'vedette prices update %s'"
              .formatted(AS_OF, MODELS, file),
          null);
    }
    try {
      return dated(root);
    } catch (IllegalArgumentException e) {
      throw wrong(file, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Reads a table of either kind: one that says of which day it is, or LiteLLM's, which is of the
   * day on which the file was last written. Of LiteLLM's, models that cannot be asked questions are
   * left out, and so are those without a price for a token, or with one of 0: nothing tells a model
   * that is free from one that nobody priced. What is priced in a way that is not understood is
   * left out and told.
   */
  public static ImportedPrices imported(Path file) throws UnusablePricesException {
    SortedMap<String, String> leftOut = new TreeMap<>();
    PriceTable table = either(file, ModelEntry::isPriced, leftOut::put);
    return new ImportedPrices(table, leftOut);
  }

  /** The same of somebody's own prices: none of them is left out, and one of 0 is meant. */
  public static PriceTable overrides(Path file) throws UnusablePricesException {
    return either(file, model -> true, PriceFile::refuse);
  }

  private static PriceTable either(
      Path file, Predicate<JsonNode> kept, BiConsumer<String, String> odd)
      throws UnusablePricesException {
    JsonNode root = json(file);
    try {
      return isDated(root) ? dated(root) : bare(root, file, kept, odd);
    } catch (IllegalArgumentException e) {
      throw wrong(file, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw wrong(file, "cannot be read (%s)".formatted(e.getMessage()), e);
    }
  }

  private static void refuse(String key, String why) {
    throw new IllegalArgumentException("%s: %s".formatted(key, why));
  }

  /** A table as it is written to a file. */
  public static byte[] bytes(PriceTable table) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put(AS_OF, table.asOf().toString());
    root.put(SOURCE, table.source());
    ObjectNode models = root.putObject(MODELS);
    table.models().forEach((key, model) -> models.set(key, WrittenEntry.of(model)));
    try {
      return (MAPPER.writeValueAsString(root) + '\n').getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON is always JSON", e);
    }
  }

  private static boolean isDated(JsonNode root) {
    return root.path(MODELS).isObject() && root.has(AS_OF);
  }

  private static PriceTable table(JsonNode root) {
    String given = root.path(AS_OF).asText("");
    LocalDate asOf;
    try {
      asOf = LocalDate.parse(given);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "%s is no day such as 2026-11-27: '%s'".formatted(AS_OF, given), e);
    }
    return new PriceTable(
        asOf,
        root.path(SOURCE).asText(""),
        models(root.path(MODELS), model -> true, PriceFile::refuse));
  }

  private static PriceTable dated(JsonNode root) {
    PriceTable table = table(root);
    var unused = notInTheFuture(table.asOf());
    return table;
  }

  /** A day that has not come hides for so long that a table is old. */
  private static LocalDate notInTheFuture(LocalDate day) {
    // It is tomorrow in the east already.
    if (day.isAfter(LocalDate.now(ZoneOffset.UTC).plusDays(1))) {
      throw new IllegalArgumentException("the prices are of a day in the future: " + day);
    }
    return day;
  }

  /**
   * The models of a table.
   *
   * @param odd is told the key of one that cannot be read, and why
   */
  private static SortedMap<String, ModelPrice> models(
      JsonNode entries, Predicate<JsonNode> kept, BiConsumer<String, String> odd) {
    SortedMap<String, ModelPrice> models = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : entries.properties()) {
      if (!entry.getKey().equals(SAMPLE) && kept.test(entry.getValue())) {
        try {
          models.put(entry.getKey(), ModelEntry.read(entry.getKey(), entry.getValue()));
        } catch (IllegalArgumentException e) {
          odd.accept(entry.getKey(), String.valueOf(e.getMessage()));
        }
      }
    }
    return models;
  }

  private static PriceTable bare(
      JsonNode root, Path file, Predicate<JsonNode> kept, BiConsumer<String, String> odd)
      throws IOException {
    SortedMap<String, ModelPrice> models = models(root, kept, odd);
    if (models.isEmpty()) {
      throw new IllegalArgumentException(
          "no model there has a price: is it a table such as LiteLLM's"
              + " model_prices_and_context_window.json?");
    }
    Instant written = Files.getLastModifiedTime(file).toInstant();
    LocalDate asOf = notInTheFuture(LocalDate.ofInstant(written, ZoneOffset.UTC));
    return new PriceTable(asOf, String.valueOf(file.getFileName()), models);
  }

  private static JsonNode json(Path file) throws UnusablePricesException {
    try {
      return MAPPER.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw wrong(file, "line %d: %s".formatted(line, e.getOriginalMessage()), e);
    } catch (NoSuchFileException e) {
      throw wrong(file, "there is no such file", e);
    } catch (IOException e) {
      throw wrong(file, "cannot be read (%s)".formatted(e.getMessage()), e);
    }
  }

  private static UnusablePricesException wrong(Path file, String fact, @Nullable Throwable cause) {
    return new UnusablePricesException("%s: %s".formatted(file, fact), cause);
  }
}
