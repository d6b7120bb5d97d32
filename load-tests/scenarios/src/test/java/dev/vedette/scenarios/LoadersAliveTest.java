package dev.vedette.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadersAliveTest {
  private static final String HISTOGRAM =
      """
       num     #instances         #bytes  class name (module)
      -------------------------------------------------------
         1:         20000        1234567  [B (java.base@17.0.15)
        42:             3            288  org.example.Loader
        43:             7            288  org.example.LoaderOfOthers
      Total        20010        1235143
      """;

  @Test
  void objectsOfJustThisClassAreCounted() {
    assertThat(LoadersAlive.instances(HISTOGRAM, "org.example.Loader")).isEqualTo(3);
  }

  @Test
  void aClassThatIsNotThereHasNone() {
    assertThat(LoadersAlive.instances(HISTOGRAM, "org.example.Other")).isZero();
  }

  @Test
  void thisProcessHasNoneWithoutACluster() throws Exception {
    assertThat(LoadersAlive.count()).isZero();
  }
}
