package dev.vedette.pipeline;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** What models cost. */
final class PriceOptions {
  static final ConfigOption<String> FILE =
      key("vedette.prices.file")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Table of what models cost, as 'vedette prices update' writes it; if unset, the one that"
                  + " is shipped, of common models that take pictures. Read once, where the job is"
                  + " submitted.");

  static final List<ConfigOption<?>> ALL = List.of(FILE);

  private PriceOptions() {}
}
