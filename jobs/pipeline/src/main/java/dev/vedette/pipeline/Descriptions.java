package dev.vedette.pipeline;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;

/** Descriptions of options as plain sentences. */
final class Descriptions {
  private Descriptions() {}

  static String of(ConfigOption<?> option) {
    return new HtmlFormatter()
        .format(option.description())
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }
}
