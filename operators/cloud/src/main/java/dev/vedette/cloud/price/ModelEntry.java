package dev.vedette.cloud.price;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Iterator;
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
  private static final Set<String> ASKED = Set.of("", "chat", "responses");
  private static final Pattern TIER =
      Pattern.compile(".*_(?:cost|token|1hr)_above_([0-9]{1,9})(k?)_tokens(?:_batches)?");

  /** Who searches with every call, asked to or not, and takes money for it. */
  private static final String ALWAYS_SEARCHES = "perplexity";

  private static final String SEARCH = "search";
  private static final long THOUSAND = 1_000;
  private static final int MICROS = 6;
  private static final int MOST_DIGITS = 40;
  private static final BigDecimal MOST_FOR_A_TOKEN = new BigDecimal("0.01");
  private static final BigDecimal MOST_FOR_A_PICTURE = BigDecimal.valueOf(100);
  private static final BigDecimal HIGHEST_UPLIFT = BigDecimal.TEN;

  private ModelEntry() {}

  /** Whether it can be asked a question, at a price for each token that is not nothing. */
  static boolean isPriced(JsonNode entry) {
    return ASKED.contains(entry.path(EntryField.MODE).asText(""))
        && entry.hasNonNull(EntryField.INPUT)
        && entry.hasNonNull(EntryField.OUTPUT)
        && !isZero(entry.path(EntryField.INPUT))
        && !isZero(entry.path(EntryField.OUTPUT));
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
    for (String needed : new String[] {EntryField.INPUT, EntryField.OUTPUT}) {
      if (!entry.hasNonNull(needed)) {
        throw new IllegalArgumentException(needed + " is missing");
      }
    }
    if (entry.hasNonNull(EntryField.STEPS)) {
      throw new IllegalArgumentException(
          "%s is not understood: say %s_above_…".formatted(EntryField.STEPS, EntryField.INPUT));
    }
    String provider = entry.path(EntryField.PROVIDER).asText("");
    refuseFees(key, provider, entry);
    BigDecimal picture = micros(entry, EntryField.PICTURE, MOST_FOR_A_PICTURE);
    return new ModelPrice(
        key,
        provider,
        entry.path(EntryField.VISION).asBoolean(false),
        new GivenPrice(rates(entry, ""), tiers(entry, "")),
        picture == null ? BigDecimal.ZERO : picture,
        batch(entry),
        uplifts(entry));
  }

  /** A price for tokens is only half of one where a call costs something beside them. */
  private static void refuseFees(String key, String provider, JsonNode entry) {
    for (String fee : new String[] {EntryField.REQUEST, EntryField.QUERY}) {
      if (entry.hasNonNull(fee) && !isZero(entry.path(fee))) {
        throw new IllegalArgumentException(
            "%s is a fee for each call, which is not counted here: %s"
                .formatted(fee, entry.path(fee)));
      }
    }
    if (entry.hasNonNull(EntryField.SEARCH)
        && (provider.equals(ALWAYS_SEARCHES) || key.contains(SEARCH))) {
      throw new IllegalArgumentException(
          EntryField.SEARCH + " is a fee for each call, which is not counted here");
    }
  }

  private static @Nullable GivenPrice batch(JsonNode entry) {
    GivenRates rates = rates(entry, EntryField.BATCHES);
    return rates.input() == null || rates.output() == null
        ? null
        : new GivenPrice(rates, tiers(entry, EntryField.BATCHES));
  }

  /**
   * The tiers of one way to ask.
   *
   * @param way what the names of its prices end with
   */
  private static SortedMap<Long, GivenRates> tiers(JsonNode entry, String way) {
    SortedMap<Long, GivenRates> tiers = new TreeMap<>();
    for (Iterator<String> names = entry.fieldNames(); names.hasNext(); ) {
      Matcher tier = TIER.matcher(names.next());
      if (tier.matches()) {
        boolean isThousands = tier.group(2).equals("k");
        long above = Long.parseLong(tier.group(1)) * (isThousands ? THOUSAND : 1);
        String spelt = "_above_%s%s_tokens".formatted(tier.group(1), tier.group(2));
        GivenRates rates = rates(entry, spelt + way);
        if (!rates.equals(GivenRates.NONE)) {
          tiers.put(above, rates);
        }
      }
    }
    return tiers;
  }

  private static GivenRates rates(JsonNode entry, String behind) {
    return new GivenRates(
        dearer(entry, EntryField.INPUT + behind, EntryField.PICTURE_TOKEN + behind),
        dearer(entry, EntryField.CACHED_INPUT + behind, EntryField.CACHED_PICTURE_TOKEN + behind),
        token(entry, EntryField.CACHE_WRITE + behind),
        token(entry, EntryField.HOUR_CACHE_WRITE + behind),
        token(entry, EntryField.OUTPUT + behind),
        token(entry, EntryField.REASONING + behind));
  }

  /** Picture and prompt are counted as one, so both are counted at the higher price. */
  private static @Nullable BigDecimal dearer(JsonNode entry, String one, String other) {
    BigDecimal price = token(entry, one);
    BigDecimal ofPictures = token(entry, other);
    return price == null || ofPictures == null ? price : price.max(ofPictures);
  }

  private static SortedMap<String, BigDecimal> uplifts(JsonNode entry) {
    SortedMap<String, BigDecimal> uplifts = new TreeMap<>();
    for (Iterator<String> names = entry.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (name.startsWith(EntryField.UPLIFT)) {
        BigDecimal uplift = amount(entry, name, HIGHEST_UPLIFT, "no uplift");
        if (uplift != null) {
          uplifts.put(name.substring(EntryField.UPLIFT.length()), plain(uplift));
        }
      }
    }
    return uplifts;
  }

  private static @Nullable BigDecimal token(JsonNode entry, String field) {
    return micros(entry, field, MOST_FOR_A_TOKEN);
  }

  private static @Nullable BigDecimal micros(JsonNode entry, String field, BigDecimal most) {
    String slip =
        most.equals(MOST_FOR_A_TOKEN)
            ? "no price in US dollars for one token"
            : "no price in US dollars";
    BigDecimal dollars = amount(entry, field, most, slip);
    return dollars == null ? null : plain(dollars.scaleByPowerOfTen(MICROS));
  }

  private static @Nullable BigDecimal amount(
      JsonNode entry, String field, BigDecimal most, String slip) {
    JsonNode value = entry.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isNumber()) {
      throw new IllegalArgumentException("%s is no number: %s".formatted(field, value));
    }
    BigDecimal amount = value.decimalValue();
    if (amount.precision() > MOST_DIGITS
        || Math.abs((long) amount.scale()) > MOST_DIGITS
        || amount.compareTo(most) > 0) {
      throw new IllegalArgumentException("%s is %s: %s".formatted(field, slip, value));
    }
    if (amount.signum() < 0) {
      throw new IllegalArgumentException("%s < 0: %s".formatted(field, value));
    }
    return amount;
  }

  /** Equal amounts are to be equal, and written alike. */
  static BigDecimal plain(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
