package dev.vedette.cloud.provider;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Addresses of this very machine, where a secret may pass in the clear. */
public final class Loopback {
  private static final Pattern HOST =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]");

  private Loopback() {}

  /** Told from the spelling alone: a name that resolves to loopback today may not tomorrow. */
  public static boolean is(URI url) {
    String host = url.getHost();
    return host != null && HOST.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }
}
