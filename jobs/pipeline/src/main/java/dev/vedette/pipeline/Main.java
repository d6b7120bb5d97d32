package dev.vedette.pipeline;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job's entry point on a cluster: {@code --config FILE} and {@code -Dkey=value}. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final String USAGE =
      "usage: --config FILE [-Dkey=value …]; the options are in CONFIGURATION.md";

  private Main() {}

  public static void main(String[] args) throws Exception {
    Configuration configuration = configuration(args);
    var env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    FlinkOptionsCheck.check(env.getConfiguration());
    Pipeline.define(env, configuration);
    Advice.on(configuration, LocalDate.now(ZoneOffset.UTC)).forEach(LOG::warn);
    env.execute();
  }

  static Configuration configuration(String[] args) throws InvalidConfigurationException {
    Map<String, String> overrides = new LinkedHashMap<>();
    Path file = null;
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      int equals = arg.indexOf('=');
      if (arg.equals("--config") && i + 1 < args.length) {
        file = Path.of(args[++i]);
      } else if (arg.startsWith("-D") && equals > 2) {
        overrides.put(arg.substring(2, equals), arg.substring(equals + 1));
      } else {
        throw new InvalidConfigurationException("unknown argument %s; %s".formatted(arg, USAGE));
      }
    }
    if (file != null) {
      return JobConfiguration.load(file, overrides);
    }
    return JobConfiguration.checked(Configuration.fromMap(overrides));
  }
}
