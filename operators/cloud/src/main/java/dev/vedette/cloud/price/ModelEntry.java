package dev.vedette.cloud.price;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A model's entry in a table as LiteLLM writes it: US dollars for each token. What has no part in a
 * call of this job, such as audio or a faster lane, is passed over.
 *
 * @see <a href="https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json">
 *     LiteLLM: model_prices_and_context_window.json</a>
 */
final class ModelEntry {
  private static final String INPUT = "input_cost_per_token";
  private static final String CACHED_INPUT = "cache_read_input_token_cost";
  private static final String CACHE_WRITE = "cache_creation_input_token_cost";
  private static final String OUTPUT = "output_cost_per_token";
  private static final String REASONING = "output_cost_per_reasoning_token";
  private static final String PICTURE = "input_cost_per_image";
  private static final String PICTURE_TOKEN = "input_cost_per_image_token";
  private static final String BATCH_INPUT = "input_cost_per_token_batches";
  private static final String BATCH_OUTPUT = "output_cost_per_token_batches";
  private static final String PROVIDER = "litellm_provider";
  private static final String MODE = "mode";
  private static final String VISION = "supports_vision";

  /** Prices by steps that depend on the size in yet another way. */
  private static final String STEPS = "tiered_pricing";

  private static final Set<String> ASKED = Set.of("", "chat", "responses");
  private static final Pattern TIER =
      Pattern.compile(".*_(?:cost|token)_above_([0-9]{1,9})(k?)_tokens");
  private static final long THOUSAND = 1_000;
  private static final int MICROS = 6;
  private static final int MOST_DIGITS = 40;
  private static final BigDecimal MOST_DOLLARS = BigDecimal.valueOf(100);

  private ModelEntry() {}

  /** Whether it can be asked a question, at a price that is said in words that are known here. */
  static boolean isPriced(JsonNode entry) {
    return ASKED.contains(entry.path(MODE).asText(""))
        && !entry.hasNonNull(STEPS)
        && entry.hasNonNull(INPUT)
        && entry.hasNonNull(OUTPUT)
        && !(isZero(entry.path(INPUT)) && isZero(entry.path(OUTPUT)));
  }

  private static boolean isZero(JsonNode price) {
    return price.isNumber() && price.decimalValue().signum() == 0;
  }

  /**
   * Reads an entry.
   *
   * @throws IllegalArgumentException with the field and its value, or the field that is not there
   */
  static ModelPrice read(String key, JsonNode entry) {
    for (String needed : new String[] {INPUT, OUTPUT}) {
      if (!entry.hasNonNull(needed)) {
        throw new IllegalArgumentException(needed + " is missing");
      }
    }
    if (entry.hasNonNull(STEPS)) {
      throw new IllegalArgumentException(STEPS + " is not understood: say " + INPUT + "_above_…");
    }
    BigDecimal picture = micros(entry, PICTURE);
    return new ModelPrice(
        key,
        entry.path(PROVIDER).asText(""),
        entry.path(VISION).asBoolean(false),
        rates(entry, ""),
        tiers(entry),
        picture == null ? BigDecimal.ZERO : picture,
        micros(entry, BATCH_INPUT),
        micros(entry, BATCH_OUTPUT));
  }

  private static SortedMap<Long, GivenRates> tiers(JsonNode entry) {
    SortedMap<Long, GivenRates> tiers = new TreeMap<>();
    for (Iterator<String> names = entry.fieldNames(); names.hasNext(); ) {
      Matcher tier = TIER.matcher(names.next());
      if (tier.matches()) {
        boolean isThousands = tier.group(2).equals("k");
        long above = Long.parseLong(tier.group(1)) * (isThousands ? THOUSAND : 1);
        GivenRates rates =
            rates(entry, "_above_%s%s_tokens".formatted(tier.group(1), tier.group(2)));
        if (!rates.equals(new GivenRates(null, null, null, null, null))) {
          tiers.put(above, rates);
        }
      }
    }
    return tiers;
  }

  private static GivenRates rates(JsonNode entry, String tier) {
    return new GivenRates(
        dearer(micros(entry, INPUT + tier), micros(entry, PICTURE_TOKEN + tier)),
        micros(entry, CACHED_INPUT + tier),
        micros(entry, CACHE_WRITE + tier),
        micros(entry, OUTPUT + tier),
        micros(entry, REASONING + tier));
  }

  /** Picture and prompt are counted as one, so both are counted at the higher price. */
  private static @Nullable BigDecimal dearer(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null ? other : other == null ? one : one.max(other);
  }

  private static @Nullable BigDecimal micros(JsonNode entry, String field) {
    JsonNode value = entry.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isNumber()) {
      throw new IllegalArgumentException("%s is no number: %s".formatted(field, value));
    }
    BigDecimal dollars = value.decimalValue();
    if (dollars.precision() > MOST_DIGITS
        || Math.abs((long) dollars.scale()) > MOST_DIGITS
        || dollars.compareTo(MOST_DOLLARS) > 0) {
      throw new IllegalArgumentException("%s is no price: %s".formatted(field, value));
    }
    if (dollars.signum() < 0) {
      throw new IllegalArgumentException("%s < 0: %s".formatted(field, value));
    }
    return plain(dollars.scaleByPowerOfTen(MICROS));
  }

  /** Equal amounts are to be equal, and written alike. */
  static BigDecimal plain(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** Writes an entry so that the same is read again. */
  static ObjectNode write(ModelPrice model) {
    ObjectNode entry = JsonNodeFactory.withExactBigDecimals(true).objectNode();
    if (!model.provider().isEmpty()) {
      entry.put(PROVIDER, model.provider());
    }
    entry.put(MODE, "chat");
    entry.put(VISION, model.vision());
    return entry.setAll(terms(model));
  }

  /** The prices alone. */
  static ObjectNode terms(ModelPrice model) {
    ObjectNode entry = JsonNodeFactory.withExactBigDecimals(true).objectNode();
    put(entry, model.rates(), "");
    for (Map.Entry<Long, GivenRates> tier : model.tiers().entrySet()) {
      long above = tier.getKey();
      put(
          entry,
          tier.getValue(),
          above % THOUSAND == 0
              ? "_above_%dk_tokens".formatted(above / THOUSAND)
              : "_above_%d_tokens".formatted(above));
    }
    if (model.microsPerPicture().signum() != 0) {
      put(entry, PICTURE, model.microsPerPicture());
    }
    put(entry, BATCH_INPUT, model.batchInput());
    put(entry, BATCH_OUTPUT, model.batchOutput());
    return entry;
  }

  private static void put(ObjectNode entry, GivenRates rates, String tier) {
    put(entry, INPUT + tier, rates.input());
    put(entry, CACHED_INPUT + tier, rates.cachedInput());
    put(entry, CACHE_WRITE + tier, rates.cacheWrite());
    put(entry, OUTPUT + tier, rates.output());
    put(entry, REASONING + tier, rates.reasoning());
  }

  private static void put(ObjectNode entry, String field, @Nullable BigDecimal micros) {
    if (micros != null) {
      entry.put(field, micros.scaleByPowerOfTen(-MICROS).stripTrailingZeros());
    }
  }
}
