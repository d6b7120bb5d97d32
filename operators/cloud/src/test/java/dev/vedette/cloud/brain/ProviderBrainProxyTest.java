package dev.vedette.cloud.brain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cloud.Brains;
import dev.vedette.cloud.Questions;
import dev.vedette.cloud.TunnelProxy;
import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.cloud.provider.ProviderOptions;
import dev.vedette.cloud.provider.ProxyServer;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.verdict.Reason;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** A proxy that lets nothing through is not the provider. */
class ProviderBrainProxyTest {
  @Test
  void aProxyThatForbidsIsToBeMendedAndNotTheKey() throws Exception {
    try (var proxy = TunnelProxy.refusing("403 Forbidden")) {
      BrainException failure = failure(proxy);
      assertThat(failure)
          .hasMessage(
              "the proxy %s answered 403, and let nothing through".formatted(proxy.address()));
      assertThat(failure.blame()).isEqualTo(Blame.SETUP);
      assertThat(failure.askAgainAfter()).isEmpty();
    }
  }

  @Test
  void aProxyThatWantsToKnowWhoAsksIsToBeMended() throws Exception {
    try (var proxy = TunnelProxy.refusing("407 Proxy Authentication Required")) {
      assertThat(failure(proxy).blame()).isEqualTo(Blame.SETUP);
    }
  }

  @Test
  void aProxyThatFindsNoWayMayFindOneLater() throws Exception {
    try (var proxy = TunnelProxy.refusing("503 Service Unavailable")) {
      BrainException failure = failure(proxy);
      assertThat(failure.blame()).isEqualTo(Blame.ROAD);
      assertThat(failure.askAgainAfter()).isPresent();
    }
  }

  @Test
  void aProxyThatIsNotThereIsNamed() throws Exception {
    ProxyServer gone;
    try (var proxy = TunnelProxy.open()) {
      gone = proxy.address();
    }
    assertThat(failure(gone))
        .hasMessage("no connection to localhost:1 through the proxy %s".formatted(gone));
  }

  private static BrainException failure(TunnelProxy proxy) throws Exception {
    return failure(proxy.address());
  }

  private static BrainException failure(ProxyServer proxy) throws Exception {
    var endpoint =
        Endpoint.compatible("test", URI.create("https://localhost:1/v1"), null).through(proxy);
    var options = new ProviderOptions(endpoint, ModelOptions.of("gpt-4o"), Brains.PRICE);
    try (var brain = ProviderBrain.open(options, System::nanoTime)) {
      BrainException failure = Brains.failure(brain, Questions.picture(336, 252), Brains.AMPLE);
      assertThat(failure.reason()).isEqualTo(Reason.OFFLINE);
      assertThat(failure.billing()).isEqualTo(Billing.NOT_BILLED);
      assertThat(failure.sentBytes()).isZero();
      return failure;
    }
  }
}
