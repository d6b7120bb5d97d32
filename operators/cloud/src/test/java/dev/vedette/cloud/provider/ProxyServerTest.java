package dev.vedette.cloud.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyServerTest {
  @ParameterizedTest
  @ValueSource(strings = {"proxy.example.com:3128", "10.0.0.1:8080", "[::1]:3128"})
  void aHostAndItsPort(String text) {
    assertThat(ProxyServer.parse(" " + text + " ")).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "proxy",
        "proxy:",
        "proxy:0",
        "proxy:70000",
        "http://proxy:3128",
        "proxy:3128/path",
        "proxy:3128?x",
        "a b:1"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> ProxyServer.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void credentialsAreRefusedAndNotRepeated() {
    assertThatThrownBy(() -> ProxyServer.parse("me:hidden@proxy:3128"))
        .hasMessageContaining("credentials cannot be given")
        .hasMessageNotContaining("hidden");
  }
}
