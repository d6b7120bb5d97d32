package dev.vedette.pipeline;

import dev.vedette.flink.RateLimitedLog;
import java.security.KeyStore;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's own TLS, with certificates and keys that may change in their files while a client runs.
 *
 * <p>Kafka lets brokers read them anew; its clients read them when they are made, which for a job
 * is at its start. Here each new connection looks whether the files have changed. Where what they
 * hold now cannot be used, it goes on with what they held before, and says so.
 *
 * <p>Kafka makes it by its class name ({@code ssl.engine.factory.class}, KIP-519) and hands it the
 * client's properties.
 */
public final class TlsFiles implements SslEngineFactory {
  private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);

  /** Of all clients of the process, each of which finds the same. */
  private static final RateLimitedLog WARNINGS = new RateLimitedLog(LOG, System::nanoTime);

  private Map<String, Object> configs = Map.of();
  private DefaultSslEngineFactory current = new DefaultSslEngineFactory();

  /** Called by Kafka. */
  public TlsFiles() {}

  @Override
  public void configure(Map<String, ?> given) {
    current.configure(given); // from the client's own map, which notes what was used
    configs = Collections.unmodifiableMap(new HashMap<>(given));
  }

  @Override
  public SSLEngine createClientSslEngine(String host, int port, String identification) {
    readAgainIfChanged();
    return current.createClientSslEngine(host, port, identification);
  }

  @Override
  public SSLEngine createServerSslEngine(String host, int port) {
    readAgainIfChanged();
    return current.createServerSslEngine(host, port);
  }

  private void readAgainIfChanged() {
    if (!current.shouldBeRebuilt(configs)) {
      return;
    }
    var next = new DefaultSslEngineFactory();
    try {
      next.configure(configs);
    } catch (KafkaException e) {
      WARNINGS.warn(
          "changed",
          "{} changed and cannot be used: connections to the brokers go on with what was there"
              + " before. Mend it: each new connection tries again, and a job that starts with it"
              + " as it is fails: {}",
          files(),
          reason(e));
      return;
    }
    current.close();
    current = next;
    LOG.info("certificates for connections to the brokers were read again: their files changed");
  }

  private String files() {
    return Stream.of(
            SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG)
        .map(configs::get)
        .filter(Objects::nonNull)
        .map(Object::toString)
        .collect(Collectors.joining(" or "));
  }

  /** What is wrong is in the innermost cause. */
  private static String reason(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost.toString();
  }

  @Override
  public boolean shouldBeRebuilt(Map<String, Object> nextConfigs) {
    return current.shouldBeRebuilt(nextConfigs);
  }

  @Override
  public Set<String> reconfigurableConfigs() {
    return current.reconfigurableConfigs();
  }

  @Override
  public KeyStore keystore() {
    return current.keystore();
  }

  @Override
  public KeyStore truststore() {
    return current.truststore();
  }

  @Override
  public void close() {
    current.close();
  }
}
