package dev.vedette.pipeline.wire;

import dev.vedette.cloud.provider.Loopback;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the schema registry is and how it is asked.
 *
 * @param uri under which {@code /schemas/ids/1} is found, such as {@code https://registry:8081}
 * @param credentialsFile on the machine that asks, one line {@code user:password}, read anew for
 *     every request; null for a registry that asks for none
 * @param timeout of one request, connecting included
 * @param patience how long a record that is read waits for a registry that gives no answer; 0 where
 *     somebody waits for the error instead
 */
public record RegistryOptions(
    URI uri, @Nullable String credentialsFile, Duration timeout, Duration patience)
    implements Serializable {
  public RegistryOptions {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException("not the address of a registry: " + uri);
    }
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "the address of the registry at %s names a user: credentials belong in a file"
              .formatted(uri.getHost()));
    }
    if (credentialsFile != null && scheme.equals("http") && !Loopback.is(uri)) {
      throw new IllegalArgumentException(
          "the credentials would cross the network in the clear to %s: use https, or no file"
              .formatted(uri));
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout <= 0: " + timeout);
    }
    if (patience.isNegative()) {
      throw new IllegalArgumentException("patience < 0: " + patience);
    }
  }

  public RegistryOptions(URI uri, @Nullable String credentialsFile, Duration timeout) {
    this(uri, credentialsFile, timeout, Duration.ZERO);
  }
}
