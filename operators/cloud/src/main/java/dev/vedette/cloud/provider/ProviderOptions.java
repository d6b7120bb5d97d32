package dev.vedette.cloud.provider;

import dev.vedette.core.money.Price;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All that a brain is made of, as it travels in the job graph: names and paths, never a key.
 *
 * @param price of a call to the model; an unknown price has no default, least of all 0
 */
public record ProviderOptions(Endpoint endpoint, ModelOptions model, Price price)
    implements Serializable {
  /** A model that is part of an address must not change it. */
  private static final Pattern IN_AN_ADDRESS = Pattern.compile("(models/)?[A-Za-z0-9._-]{1,128}");

  public ProviderOptions {
    if (endpoint.dialect() == Dialect.GEMINI && !IN_AN_ADDRESS.matcher(model.model()).matches()) {
      throw new IllegalArgumentException("not a Gemini model's name: '" + model.model() + "'");
    }
  }

  /** Provider and model, which is what a breaker, a limit and a line of the ledger are about. */
  public String road() {
    return endpoint.provider() + ' ' + model.model();
  }

  private Object writeReplace() {
    Path keyFile = endpoint.keyFile();
    return new Travelling(
        endpoint.provider(),
        endpoint.baseUrl(),
        keyFile == null ? null : keyFile.toString(),
        endpoint.dialect(),
        endpoint.connectTimeout(),
        endpoint.proxy(),
        model,
        price);
  }

  /** The options taken apart into what Java can serialise: a {@code Path} it cannot. */
  private record Travelling(
      String provider,
      URI baseUrl,
      @Nullable String keyFile,
      Dialect dialect,
      Duration connectTimeout,
      @Nullable ProxyServer proxy,
      ModelOptions model,
      Price price)
      implements Serializable {

    private Object readResolve() {
      return new ProviderOptions(
          new Endpoint(
              provider,
              baseUrl,
              keyFile == null ? null : Path.of(keyFile),
              dialect,
              connectTimeout,
              proxy),
          model,
          price);
    }
  }
}
