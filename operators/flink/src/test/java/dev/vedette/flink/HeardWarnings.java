package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

/** A log that takes warnings and nothing else. */
final class HeardWarnings {
  private HeardWarnings() {}

  /**
   * @param lines to which each warning is added
   */
  static Logger into(List<String> lines) {
    return (Logger)
        Proxy.newProxyInstance(
            Logger.class.getClassLoader(),
            new Class<?>[] {Logger.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("warn");
              lines.add(
                  MessageFormatter.arrayFormat((String) arguments[0], (Object[]) arguments[1])
                      .getMessage());
              return null;
            });
  }
}
