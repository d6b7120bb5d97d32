package dev.vedette.cli.cost;

import dev.vedette.cli.text.Spelling;
import java.util.Locale;

/** What a column of a provider's export says, and how it is headed where nobody says otherwise. */
enum UsageColumn {
  /** What we told the provider: the name of the inference and the number of the attempt. */
  CLIENT_REQUEST_ID,
  /** The provider's own name for the call. */
  REQUEST_ID,
  TIME,
  MODEL,
  COST_USD,
  CURRENCY,
  INPUT_TOKENS,
  CACHED_INPUT_TOKENS,
  CACHE_WRITE_TOKENS,
  OUTPUT_TOKENS,
  REASONING_TOKENS;

  /** How it is headed. */
  String head() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How it is spelt in options. */
  String spelt() {
    return Spelling.of(this);
  }
}
