package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  private static final Path PAGE = Path.of("../../CONFIGURATION.md");

  @Test
  void pageSaysWhatTheOptionsAre() throws Exception {
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(PAGE, ConfigurationPage.markdown());
    }
    assertThat(Files.readString(PAGE)).isEqualTo(ConfigurationPage.markdown());
  }

  @Test
  void everyOptionIsOnThePage() {
    List<Field> options =
        Stream.of(
                KafkaOptions.class,
                EventOptions.class,
                GateOptions.class,
                SensorOptions.class,
                WatchOptions.class,
                EpisodeOptions.class,
                VerdictOptions.class,
                AskOptions.class,
                BreakerOptions.class,
                DeferralOptions.class,
                PriceOptions.class,
                BudgetOptions.class,
                AuditOptions.class,
                CloudOptions.class,
                CloudOptions.class)
            .flatMap(subject -> Arrays.stream(subject.getDeclaredFields()))
            .filter(field -> field.getType() == ConfigOption.class)
            .toList();
    assertThat(VedetteOptions.ALL).hasSameSizeAs(options);
  }
}
