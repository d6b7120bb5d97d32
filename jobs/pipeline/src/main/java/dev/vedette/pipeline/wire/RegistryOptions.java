package dev.vedette.pipeline.wire;

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
 */
public record RegistryOptions(URI uri, @Nullable String credentialsFile, Duration timeout)
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
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout <= 0: " + timeout);
    }
  }
}
