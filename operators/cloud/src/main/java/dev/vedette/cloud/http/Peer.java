package dev.vedette.cloud.http;

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
import javax.net.ssl.SSLException;

/** The machine at the other end, and what it means when talking to it fails. */
record Peer(String host, int port) {
  static Peer of(URI uri) {
    int standard = uri.getScheme().equals("https") ? 443 : 80;
    return new Peer(uri.getHost(), uri.getPort() < 0 ? standard : uri.getPort());
  }

  /** Ends the exchange for the reason that lies behind the HTTP client's failure. */
  void failed(Throwable failure, Exchange exchange) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause == null) {
      exchange.giveUp(Reason.ERROR, Blame.ROAD, "the call to " + this + " failed", failure);
    } else if (cause instanceof HttpConnectTimeoutException) {
      exchange.giveUpForNow(Reason.OFFLINE, "no connection to " + this + " in time", cause);
    } else if (cause instanceof ConnectException
        && isBehind(cause, UnresolvedAddressException.class)) {
      exchange.giveUpForNow(Reason.OFFLINE, "no address for " + host, cause);
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
    return host + ':' + port;
  }
}
