package dev.vedette.cloud.price;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who sells models at an address, as a table names them.
 *
 * @param provider the table's word
 * @param prefix of the keys of what is sold there; empty where models are known by their bare names
 * @param region whose servers these are, where that may cost more; otherwise empty
 */
record Seller(String provider, String prefix, String region) {
  private static final Map<String, Seller> BY_HOST =
      Map.of(
          "api.openai.com", new Seller("openai", "", ""),
          "api.anthropic.com", new Seller("anthropic", "", ""),
          "generativelanguage.googleapis.com", prefixed("gemini"),
          "openrouter.ai", prefixed("openrouter"),
          "api.mistral.ai", prefixed("mistral"),
          "api.x.ai", prefixed("xai"),
          "api.groq.com", prefixed("groq"));

  private static final Pattern OPENAI_IN_A_REGION =
      Pattern.compile("([a-z]{2,})\\.api\\.openai\\.com");
  private static final String AZURE = ".openai.azure.com";

  private static Seller prefixed(String name) {
    return new Seller(name, name + "/", "");
  }

  /** At a host that nobody knows it is whoever the options say. */
  static Seller at(URI url, String said) {
    String host = url.getHost().toLowerCase(Locale.ROOT);
    Matcher region = OPENAI_IN_A_REGION.matcher(host);
    if (region.matches()) {
      return new Seller("openai", "", region.group(1));
    }
    return host.endsWith(AZURE)
        ? prefixed("azure")
        : BY_HOST.getOrDefault(host, new Seller(said, "", ""));
  }

  /**
   * What a table has of a model that is sold here. The bare name of another seller's is none of
   * this one's, whatever it is called; that of nobody's is somebody's own price.
   */
  Optional<ModelPrice> find(String model, SortedMap<String, ModelPrice> models) {
    return Optional.ofNullable(models.get(prefix + model))
        .filter(
            found ->
                !prefix.isEmpty()
                    || found.provider().isEmpty()
                    || found.provider().equals(provider));
  }
}
