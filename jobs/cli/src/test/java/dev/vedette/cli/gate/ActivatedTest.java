package dev.vedette.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseKind;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActivatedTest {
  @Test
  void aForgedLineTakesNobodysPlace() {
    Activated history = of(release("1.0.1", 1, "thief"), release("1.0.1", 1, "site-1"));

    assertThat(history.believed()).extracting(Release::keyId).containsExactly("site-1");
    assertThat(history.leftOut()).singleElement().asString().contains("1.0.1", "not thief");
    assertThat(history.isLastLeftOut()).isFalse();
    assertThat(of(release("1.0.1", 1, "site-1"), release("1.0.1", 1, "thief")).isLastLeftOut())
        .as("of the same sequence, and written later")
        .isFalse();
  }

  @Test
  void ifTheNewestIsNotBelievedNobodyKnowsWhatServes() {
    assertThat(of(release("1.0.1", 1, "site-1"), release("1.0.2", 2, "thief")).isLastLeftOut())
        .isTrue();
  }

  @Test
  void linesThatStandThereTwiceCountOnce() {
    assertThat(of(release("1.0.1", 1, "site-1"), release("1.0.1", 1, "site-1")).believed())
        .hasSize(1);
  }

  private static Activated of(Release... all) {
    return Activated.of(
        List.of(all),
        announcement -> {
          for (Release release : all) {
            if (release.announcement() == announcement && release.keyId().equals("site-1")) {
              return release;
            }
          }
          throw new ReleaseRefusedException(Reason.UNKNOWN_KEY, "not thief");
        });
  }

  private static Release release(String version, long sequence, String key) {
    return new Release(
        new Announcement("id", new byte[] {(byte) sequence}),
        "person",
        version,
        sequence,
        ReleaseKind.GRAPH,
        null,
        Instant.EPOCH,
        "",
        null,
        Map.of(),
        List.of(),
        null,
        key);
  }
}
