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
          .withDescription(
              "Where the provider is, up to and with the version of its protocol, such as"
                  + " https://api.anthropic.com/v1 or"
                  + " https://generativelanguage.googleapis.com/v1beta.");
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
              "In which protocol it is spoken to: chat completions as 'openai'"
                  + " (max_completion_tokens, and store: false) or 'compatible' (max_tokens),"
                  + " OpenAI's 'responses', 'anthropic' or 'gemini'. If unset, told from the URL's"
                  + " host: 'anthropic' for api.anthropic.com, 'gemini' for"
                  + " generativelanguage.googleapis.com, 'openai' where it ends with openai.com or"
                  + " openai.azure.com, else 'compatible'.");
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
              "File with the provider's key on every machine of the job; OpenAI, Anthropic and"
                  + " Google ask for one. Only its path travels.");
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
  static final ConfigOption<String> ANSWER_FORMAT =
      key("vedette.provider.answer-format")
          .stringType()
          .defaultValue("json-schema")
          .withDescription(
              "How the server is told to answer in JSON: 'json-schema', 'json-object' for servers"
                  + " and models that know no schema, or 'unstated', by the prompt alone.");
  static final ConfigOption<String> PICTURE_TOKENS =
      key("vedette.provider.picture-tokens")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "How the model counts a picture's tokens: 'tiles BASE PER-TILE', such as 'tiles 85"
                  + " 170' for gpt-4o, or 'patches MOST MULTIPLIER', such as 'patches 1536 1.62'"
                  + " for gpt-4.1-mini, 'squares SIDE MOST', such as 'squares 28 1568' for Claude,"
                  + " 'crops TOKENS', such as 'crops 258' for Gemini 2, or 'flat TOKENS'. If unset,"
                  + " the published rule of the model's family, or for an unknown one the highest of"
                  + " all.");

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
          ANSWER_FORMAT,
          PICTURE_TOKENS);

  private CloudOptions() {}
}
