package dev.vedette.cloud.provider;

import java.io.Serializable;
import java.net.URI;

/**
 * A proxy that the road to a provider leads through. To an https provider it is a tunnel (RFC 9110,
 * CONNECT): the proxy sees the host's name and how much is sent, and TLS is with the provider.
 */
public record ProxyServer(String host, int port) implements Serializable {
  private static final int HIGHEST_PORT = 65_535;

  public ProxyServer {
    if (host.isBlank() || port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("no proxy: '%s:%d'".formatted(host, port));
    }
  }

  /** Of {@code host:port}, or {@code [::1]:port}. */
  public static ProxyServer parse(String text) {
    URI uri;
    try {
      uri = URI.create("http://" + text.trim());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(notOne(), e);
    }
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "a proxy's credentials cannot be given: use one that lets this machine through");
    }
    boolean more = !uri.getPath().isEmpty() || uri.getQuery() != null || uri.getFragment() != null;
    if (uri.getHost() == null || uri.getPort() < 0 || more) {
      throw new IllegalArgumentException(notOne());
    }
    return new ProxyServer(uri.getHost(), uri.getPort());
  }

  /** What was given is not repeated: there may be a password in it. */
  private static String notOne() {
    return "not 'host:port', such as 'proxy.example.com:3128'";
  }

  @Override
  public String toString() {
    return host + ':' + port;
  }
}
