package dev.vedette.pipeline;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;

/** What is said of an event, and when. */
final class VerdictOptions {
  static final ConfigOption<String> POLICY =
      key("vedette.verdict.policy")
          .stringType()
          .defaultValue("immediate")
          .withDescription(
              "'immediate': the edge's verdict at once, the cloud's answer amends it. 'hold': one"
                  + " verdict, when the cloud has answered or the deadline has passed.");
  static final ConfigOption<Map<String, String>> POLICY_RULES =
      key("vedette.verdict.policy-rules")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Another policy by 'tenant/label', 'tenant/*' or 'label', such as 'acme/face: hold'.");
  static final ConfigOption<String> TEXTS =
      key("vedette.verdict.texts")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Properties file (UTF-8) with the sentences of the edge's verdicts, by reason or by"
                  + " 'reason.label'; what is not in it is as shipped.");

  /** In the order in which they are documented. */
  static final List<ConfigOption<?>> ALL = List.of(POLICY, POLICY_RULES, TEXTS);

  private VerdictOptions() {}
}
