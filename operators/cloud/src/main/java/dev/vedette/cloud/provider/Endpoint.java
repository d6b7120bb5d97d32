package dev.vedette.cloud.provider;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider is and how one gets in.
 *
 * @param provider its name in the ledger, in metrics and in the names of threads
 * @param baseUrl everything before {@code /chat/completions}, {@code /messages} and the like
 * @param keyFile on the machine that calls; null for a server that asks for no key
 * @param connectTimeout after which a road that swallows packets counts as no road
 * @param proxy that the road leads through; null for none but the JVM's own
 */
public record Endpoint(
    String provider,
    URI baseUrl,
    @Nullable Path keyFile,
    Dialect dialect,
    Duration connectTimeout,
    @Nullable ProxyServer proxy) {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final int LONGEST_NAME = 32;
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9][a-z0-9.-]{0,%d}".formatted(LONGEST_NAME - 1));
  private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^a-z0-9.]+");
  private static final Pattern LOOSE_ENDS = Pattern.compile("^[.-]+|[.-]+$");

  public Endpoint {
    if (!NAME.matcher(provider).matches()) {
      throw new IllegalArgumentException("not a provider's name: '" + provider + "'");
    }
    objectTo(baseUrl);
    if (keyFile == null && Dialect.asksForKey(baseUrl)) {
      throw new IllegalArgumentException(
          "%s asks for a key: name the file that has it".formatted(baseUrl.getHost()));
    }
    if (keyFile != null && baseUrl.getScheme().equals("http") && !Loopback.is(baseUrl)) {
      throw new IllegalArgumentException(
          "the key would cross the network in the clear to %s: use https, or no key file"
              .formatted(baseUrl));
    }
    if (connectTimeout.isNegative() || connectTimeout.isZero()) {
      throw new IllegalArgumentException("connectTimeout <= 0: " + connectTimeout);
    }
  }

  public static Endpoint of(String provider, URI baseUrl, @Nullable Path keyFile, Dialect dialect) {
    return new Endpoint(provider, baseUrl, keyFile, dialect, CONNECT_TIMEOUT, null);
  }

  /** The same through a proxy. */
  public Endpoint through(ProxyServer server) {
    return new Endpoint(provider, baseUrl, keyFile, dialect, connectTimeout, server);
  }

  /** A server that speaks OpenAI's protocol: vLLM, llama.cpp, Ollama, LM Studio, a simulator. */
  public static Endpoint compatible(String provider, URI baseUrl, @Nullable Path keyFile) {
    return of(provider, baseUrl, keyFile, Dialect.COMPATIBLE);
  }

  /** A provider's name made of its host: {@code ip6-1} of {@code http://[::1]/v1}. */
  public static String nameOf(URI baseUrl) {
    objectTo(baseUrl);
    String host = baseUrl.getHost().toLowerCase(Locale.ROOT);
    String words = NOT_IN_A_NAME.matcher(host).replaceAll("-");
    String name = withoutLooseEnds((host.startsWith("[") ? "ip6" : "") + words);
    return withoutLooseEnds(name.substring(0, Math.min(LONGEST_NAME, name.length())));
  }

  private static String withoutLooseEnds(String name) {
    return LOOSE_ENDS.matcher(name).replaceAll("");
  }

  /** The address of something below the base URL. */
  public URI at(String path) {
    String base = baseUrl.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  private static void objectTo(URI url) {
    if (url.getRawUserInfo() != null
        || (url.getRawAuthority() != null && url.getRawAuthority().contains("@"))) {
      // Not repeated here: it is likely to be a secret.
      throw new IllegalArgumentException(
          "the base URL of host %s carries credentials: use a key file".formatted(url.getHost()));
    }
    if (!"https".equals(url.getScheme()) && !"http".equals(url.getScheme())) {
      throw new IllegalArgumentException("neither http nor https: " + url);
    }
    if (url.getHost() == null) {
      throw new IllegalArgumentException("no host in the base URL: " + url);
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException("a base URL has no query and no fragment: " + url);
    }
  }
}
