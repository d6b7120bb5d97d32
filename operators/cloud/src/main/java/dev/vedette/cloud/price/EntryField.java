package dev.vedette.cloud.price;

/** How LiteLLM's table names what is read of it. */
final class EntryField {
  static final String INPUT = "input_cost_per_token";
  static final String CACHED_INPUT = "cache_read_input_token_cost";
  static final String CACHE_WRITE = "cache_creation_input_token_cost";
  static final String HOUR_CACHE_WRITE = "cache_creation_input_token_cost_above_1hr";
  static final String OUTPUT = "output_cost_per_token";
  static final String REASONING = "output_cost_per_reasoning_token";

  static final String PICTURE = "input_cost_per_image";
  static final String PICTURE_TOKEN = "input_cost_per_image_token";
  static final String CACHED_PICTURE_TOKEN = "cache_read_input_image_token_cost";

  /** Behind the name of a price that is of batches. */
  static final String BATCHES = "_batches";

  /** In front of the name of a region. */
  static final String UPLIFT = "regional_processing_uplift_multiplier_";

  static final String PROVIDER = "litellm_provider";
  static final String MODE = "mode";
  static final String VISION = "supports_vision";

  /** What a call costs beside its tokens. */
  static final String REQUEST = "input_cost_per_request";

  static final String QUERY = "input_cost_per_query";

  /** What a search costs, which most models make only where they are told to. */
  static final String SEARCH = "search_context_cost_per_query";

  /** Prices by steps that depend on the size in yet another way. */
  static final String STEPS = "tiered_pricing";

  private static final long THOUSAND = 1_000;

  private EntryField() {}

  /** Behind the name of a price that is of requests with more input than so many tokens. */
  static String above(long tokens) {
    return tokens % THOUSAND == 0
        ? "_above_%dk_tokens".formatted(tokens / THOUSAND)
        : "_above_%d_tokens".formatted(tokens);
  }
}
