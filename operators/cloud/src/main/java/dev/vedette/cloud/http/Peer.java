package dev.vedette.cloud.http;

import dev.vedette.cloud.provider.ProxyServer;
import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.verdict.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The machine at the other end, and what it means when talking to it fails.
 *
 * @param proxy that the way leads through, or null
 */
record Peer(String host, int port, @Nullable ProxyServer proxy) {
  private static final int PROXY_AUTHENTICATION = 407;
  private static final int SERVER_ERRORS = 500;

  /** What the JDK's client says, which has no type for it. */
  private static final Pattern TUNNEL_FAILED = Pattern.compile("Tunnel failed, got: (\\d{3})");

  static Peer of(URI uri, @Nullable ProxyServer proxy) {
    int standard = uri.getScheme().equals("https") ? 443 : 80;
    return new Peer(uri.getHost(), uri.getPort() < 0 ? standard : uri.getPort(), proxy);
  }

  /** Ends the exchange for the reason that lies behind the HTTP client's failure. */
  void failed(Throwable failure, Exchange exchange) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    int refused = proxy == null ? 0 : tunnelRefused(cause);
    if (refused > 0) {
      notLetThrough(refused, exchange);
    } else if (cause == null) {
      exchange.giveUp(Reason.ERROR, Blame.ROAD, "the call to " + this + " failed", failure);
    } else if (cause instanceof HttpConnectTimeoutException) {
      exchange.giveUpForNow(Reason.OFFLINE, "no connection to " + this + " in time", cause);
    } else if (cause instanceof ConnectException
        && isBehind(cause, UnresolvedAddressException.class)) {
      exchange.giveUpForNow(
          Reason.OFFLINE, "no address for " + (proxy == null ? host : proxy.host()), cause);
    } else if (cause instanceof ConnectException) {
      exchange.giveUpForNow(Reason.OFFLINE, "no connection to " + this, cause);
    } else if (isBehind(cause, CertificateException.class)) {
      exchange.giveUp(
          Reason.OFFLINE, Blame.SETUP, "no TLS with " + this + ": check its certificate", cause);
    } else if (isBehind(cause, SSLException.class)) {
      exchange.giveUpForNow(
          Reason.OFFLINE, "no TLS with " + this + ": check its certificate", cause);
    } else if (cause instanceof BoundedBody.TooLongException) {
      exchange.giveUp(Reason.ERROR, Blame.ROAD, cause.getMessage() + ", from " + this, null);
    } else if (cause instanceof ProtocolException) {
      // Its message quotes what the peer sent, which may be anything.
      exchange.giveUp(Reason.ERROR, Blame.ROAD, this + " does not answer in HTTP", null);
    } else if (cause instanceof IOException) {
      exchange.giveUpForNow(Reason.OFFLINE, "the connection to " + this + " broke", cause);
    } else {
      exchange.giveUp(Reason.ERROR, Blame.ROAD, "the call to " + this + " failed", cause);
    }
  }

  /** Whether it is the proxy that answers so, and not the provider. */
  boolean isByTheProxy(int status) {
    return proxy != null && status == PROXY_AUTHENTICATION;
  }

  /** Ends the exchange because the proxy did not let it through. */
  void notLetThrough(int status, Exchange exchange) {
    String what = "the proxy %s answered %d, and let nothing through".formatted(proxy, status);
    if (status >= SERVER_ERRORS) {
      exchange.giveUpForNow(Reason.OFFLINE, what, null);
    } else {
      exchange.giveUp(Reason.OFFLINE, Blame.SETUP, what, null);
    }
  }

  /** The status with which a proxy refused a tunnel; 0 if none did. */
  private static int tunnelRefused(@Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      Matcher said = TUNNEL_FAILED.matcher(String.valueOf(t.getMessage()));
      if (said.find()) {
        return Integer.parseInt(said.group(1));
      }
    }
    return 0;
  }

  /** The HTTP client wraps the same failure once, twice or not at all, as its threads meet. */
  private static boolean isBehind(Throwable failure, Class<? extends Throwable> kind) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (kind.isInstance(t)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return host + ':' + port + (proxy == null ? "" : " through the proxy " + proxy);
  }
}
