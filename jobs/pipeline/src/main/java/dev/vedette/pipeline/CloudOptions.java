package dev.vedette.pipeline;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ConfigOptions.OptionBuilder;

/** Who is asked, and what that costs: the same options for each provider. */
final class CloudOptions {
  /** Who is asked where there is a choice. */
  static final CloudOptions PREFERRED = new CloudOptions("vedette.provider", true);

  /** Who is asked where the preferred provider cannot be. */
  static final CloudOptions FALLBACK = new CloudOptions("vedette.fallback", false);

  final ConfigOption<String> url;
  final ConfigOption<String> name;
  final ConfigOption<String> dialect;
  final ConfigOption<String> model;
  final ConfigOption<String> keyFile;
  final ConfigOption<String> proxy;
  final ConfigOption<String> inputPrice;
  final ConfigOption<String> cachedPrice;
  final ConfigOption<String> outputPrice;
  final ConfigOption<Integer> maxOutputTokens;
  final ConfigOption<String> answerFormat;
  final ConfigOption<String> pictureTokens;
  final ConfigOption<Integer> maxPictures;
  final ConfigOption<Boolean> plots;

  /** In the order in which they are documented. */
  final List<ConfigOption<?>> all;

  private final String prefix;
  private final boolean described;

  private CloudOptions(String prefix, boolean described) {
    this.prefix = prefix;
    this.described = described;
    url =
        described
            ? key("url")
                .stringType()
                .defaultValue("https://api.openai.com/v1")
                .withDescription(
                    "Where the provider is, up to and with the version of its protocol, such as"
                        + " https://api.anthropic.com/v1 or"
                        + " https://generativelanguage.googleapis.com/v1beta.")
            : key("url")
                .stringType()
                .noDefaultValue()
                .withDescription(
                    "Where a second provider of equal capability is. It is asked where the first one"
                        + " cannot be, or gave no answer, without a wait. None if unset.");
    name =
        key("name")
            .stringType()
            .noDefaultValue()
            .withDescription(
                like(
                    "name",
                    "The provider's name in the ledger; made of its URL's host if unset. Small letters,"
                        + " digits, dots and dashes, 32 at most. At a host that the table of prices"
                        + " does not know, it says whose prices there count, such as 'openai'."));
    dialect =
        key("dialect")
            .stringType()
            .noDefaultValue()
            .withDescription(
                like(
                    "dialect",
                    "In which protocol it is spoken to: chat completions as 'openai'"
                        + " (max_completion_tokens, and store: false) or 'compatible' (max_tokens),"
                        + " OpenAI's 'responses', 'anthropic' or 'gemini'. If unset, told from the URL's"
                        + " host: 'anthropic' for api.anthropic.com, 'gemini' for"
                        + " generativelanguage.googleapis.com, 'openai' where it ends with openai.com or"
                        + " openai.azure.com, else 'compatible'."));
    model =
        key("model")
            .stringType()
            .noDefaultValue()
            .withDescription(like("model", "The model that is asked."));
    keyFile =
        key("key-file")
            .stringType()
            .noDefaultValue()
            .withDescription(
                like(
                    "key-file",
                    "File with the provider's key on every machine of the job; OpenAI, Anthropic and"
                        + " Google ask for one. Only its path travels."));
    proxy =
        key("proxy")
            .stringType()
            .noDefaultValue()
            .withDescription(
                like(
                    "proxy",
                    "Proxy that the road to the provider leads through, as host:port; to https it is a"
                        + " tunnel, in which the proxy sees the provider's name alone. If unset, the"
                        + " JVM's own (https.proxyHost), or none."));
    inputPrice =
        key("price.input")
            .stringType()
            .noDefaultValue()
            .withDescription(
                like(
                    "price.input",
                    "US dollars for a million input tokens. Goes with price.output, and over the"
                        + " table of prices (vedette.prices.file), which says it if it is unset."));
    cachedPrice =
        key("price.cached-input")
            .stringType()
            .noDefaultValue()
            .withDescription(
                like(
                    "price.cached-input",
                    "US dollars for a million cached input tokens; as input if unset."));
    outputPrice =
        key("price.output")
            .stringType()
            .noDefaultValue()
            .withDescription(like("price.output", "US dollars for a million output tokens."));
    maxOutputTokens =
        key("max-output-tokens")
            .intType()
            .defaultValue(200)
            .withDescription(like("max-output-tokens", "Longest answer."));
    answerFormat =
        key("answer-format")
            .stringType()
            .defaultValue("json-schema")
            .withDescription(
                like(
                    "answer-format",
                    "How the server is told to answer in JSON: 'json-schema', 'json-object' for servers"
                        + " and models that know no schema, or 'unstated', by the prompt alone."));
    pictureTokens =
        key("picture-tokens")
            .stringType()
            .noDefaultValue()
            .withDescription(
                like(
                    "picture-tokens",
                    "How the model counts a picture's tokens: 'tiles BASE PER-TILE', such as 'tiles 85"
                        + " 170' for gpt-4o, or 'patches MOST MULTIPLIER', such as 'patches 1536 1.62'"
                        + " for gpt-4.1-mini, 'squares SIDE MOST', such as 'squares 28 1568' for Claude,"
                        + " 'crops TOKENS', such as 'crops 258' for Gemini 2, or 'flat TOKENS'. If unset,"
                        + " the published rule of the model's family, or for an unknown one the highest of"
                        + " all."));
    maxPictures =
        key("max-pictures")
            .intType()
            .noDefaultValue()
            .withDescription(
                like(
                    "max-pictures",
                    "Most pictures in one request; of more, the best by score are shown. If unset, 8, and"
                        + " 1 for the dialect 'compatible': vLLM takes no more unless it is told"
                        + " otherwise."));
    plots =
        key("plots")
            .booleanType()
            .noDefaultValue()
            .withDescription(
                like(
                    "plots",
                    "Whether a sensor's samples are shown as a small plotted picture too, beside the"
                        + " numbers. If unset, they are, but not in the dialect 'compatible', whose"
                        + " model may take no pictures."));
    all =
        List.of(
            url,
            name,
            dialect,
            model,
            keyFile,
            proxy,
            inputPrice,
            cachedPrice,
            outputPrice,
            maxOutputTokens,
            answerFormat,
            pictureTokens,
            maxPictures,
            plots);
  }

  private OptionBuilder key(String name) {
    return ConfigOptions.key(prefix + '.' + name);
  }

  /** Said once, and referred to from then on. */
  private String like(String name, String description) {
    return described ? description : "As vedette.provider.%s.".formatted(name);
  }
}
