package dev.vedette.cli;

import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.JobConfiguration;
import dev.vedette.pipeline.VedetteOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command finds the deployment: the options that all of them share. */
public final class JobOptions {
  private static final List<ConfigOption<String>> FILES =
      List.of(
          VedetteOptions.KAFKA_PASSWORD_FILE,
          VedetteOptions.KAFKA_TRUSTSTORE_FILE,
          VedetteOptions.REGISTRY_CREDENTIALS_FILE,
          VedetteOptions.PROVIDER_KEY_FILE,
          VedetteOptions.PROMPTS);

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The deployment's configuration, YAML.")
  private @Nullable Path file;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Brokers; over what the file says.")
  private @Nullable String bootstrap;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "A single option over the file; may be repeated.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  public Configuration configuration()
      throws InvalidConfigurationException, FailedCommandException {
    Map<String, String> over = new LinkedHashMap<>(overrides);
    String brokers = bootstrap;
    if (brokers != null) {
      over.put(VedetteOptions.BOOTSTRAP.key(), brokers);
    }
    Path from = file;
    if (from != null && Files.isDirectory(from)) {
      throw new InvalidConfigurationException(
          "%s, which --config names, is a folder and not a file".formatted(from));
    }
    Configuration configuration =
        from == null
            ? JobConfiguration.checked(Configuration.fromMap(over))
            : JobConfiguration.load(from, over);
    if (configuration.getOptional(VedetteOptions.BOOTSTRAP).isEmpty()) {
      throw new InvalidConfigurationException(
          "no broker is named: give --bootstrap host:port, or %s in the --config file"
              .formatted(VedetteOptions.BOOTSTRAP.key()));
    }
    for (ConfigOption<String> option : FILES) {
      String named = configuration.getOptional(option).orElse(null);
      if (named != null && !Files.isReadable(Path.of(named))) {
        throw new FailedCommandException(
            "cannot read %s, which %s names".formatted(named, option.key()));
      }
    }
    return configuration;
  }
}
