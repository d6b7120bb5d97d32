package dev.vedette.pipeline;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** Who is asked, and what that costs. */
final class CloudOptions {
  static final ConfigOption<String> PROVIDER_URL =
      key("vedette.provider.url")
          .stringType()
          .defaultValue("https://api.openai.com/v1")
          .withDescription("Where the chat-completions protocol is spoken.");
  static final ConfigOption<String> PROVIDER_NAME =
      key("vedette.provider.name")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The provider's name in the ledger; made of its URL's host if unset. Small letters,"
                  + " digits, dots and dashes, 32 at most.");
  static final ConfigOption<String> PROVIDER_DIALECT =
      key("vedette.provider.dialect")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "'openai' (max_completion_tokens, and store: false) or 'compatible' (max_tokens)."
                  + " If unset, 'openai' where the URL's host ends with openai.com or"
                  + " openai.azure.com.");
  static final ConfigOption<String> PROVIDER_MODEL =
      key("vedette.provider.model")
          .stringType()
          .noDefaultValue()
          .withDescription("The model that is asked.");
  static final ConfigOption<String> PROVIDER_KEY_FILE =
      key("vedette.provider.key-file")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File with the provider's key on every machine of the job; OpenAI asks for one. Only"
                  + " its path travels.");
  static final ConfigOption<String> INPUT_PRICE =
      key("vedette.provider.price.input")
          .stringType()
          .noDefaultValue()
          .withDescription("US dollars for a million input tokens.");
  static final ConfigOption<String> CACHED_PRICE =
      key("vedette.provider.price.cached-input")
          .stringType()
          .noDefaultValue()
          .withDescription("US dollars for a million cached input tokens; as input if unset.");
  static final ConfigOption<String> OUTPUT_PRICE =
      key("vedette.provider.price.output")
          .stringType()
          .noDefaultValue()
          .withDescription("US dollars for a million output tokens.");
  static final ConfigOption<Integer> MAX_OUTPUT_TOKENS =
      key("vedette.provider.max-output-tokens")
          .intType()
          .defaultValue(200)
          .withDescription("Longest answer.");
  static final ConfigOption<String> PICTURE_TOKENS =
      key("vedette.provider.picture-tokens")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "How the model counts a picture's tokens: 'tiles BASE PER-TILE', such as 'tiles 85"
                  + " 170' for gpt-4o, or 'patches MOST MULTIPLIER', such as 'patches 1536 1.62'"
                  + " for gpt-4.1-mini. If unset, the published rule of the model's family, or for"
                  + " an unknown one the highest of all.");

  /** In the order in which they are documented. */
  static final List<ConfigOption<?>> ALL =
      List.of(
          PROVIDER_URL,
          PROVIDER_NAME,
          PROVIDER_DIALECT,
          PROVIDER_MODEL,
          PROVIDER_KEY_FILE,
          INPUT_PRICE,
          CACHED_PRICE,
          OUTPUT_PRICE,
          MAX_OUTPUT_TOKENS,
          PICTURE_TOKENS);

  private CloudOptions() {}
}
