package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.cloud.provider.ProviderOptions;
import dev.vedette.core.brain.DeferralPolicy;
import dev.vedette.core.brain.PicturePolicy;
import dev.vedette.core.brain.QuestionMaker;
import dev.vedette.core.control.Scope;
import dev.vedette.core.privacy.CloseUp;
import dev.vedette.core.watch.WatchRules;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class QuestionSettingsTest {
  private static final Map<String, String> PROVIDER =
      Map.of(
          "vedette.provider.url", "http://127.0.0.1:1/v1",
          "vedette.provider.model", "gpt-4o",
          "vedette.provider.price.input", "1",
          "vedette.provider.price.output", "1");

  @Test
  void anEpisodeIsAskedAboutAtOnceWithOnePictureUnlessItIsSaidOtherwise() throws Exception {
    assertThat(questions(Map.of()).pictures()).isEqualTo(PicturePolicy.ONE);
    assertThat(
            questions(
                    Map.of(
                        "vedette.ask.pictures", "3",
                        "vedette.ask.settling", "2 s",
                        "vedette.ask.pictures-by-scope", "acme/*:none,*/door:2"))
                .pictures())
        .isEqualTo(
            new PicturePolicy(
                3,
                Map.of(new Scope("acme", "*"), 0, new Scope("*", "door"), 2),
                Duration.ofSeconds(2)));
  }

  @Test
  void aPictureIsAsLargeAsItsReaderCountsNoMoreFor() throws Exception {
    assertThat(side(Map.of())).isEqualTo(512);
    assertThat(side(Map.of("vedette.provider.picture-tokens", "crops 258"))).isEqualTo(384);
    assertThat(side(Map.of("vedette.provider.picture-tokens", "squares 28 1568"))).isEqualTo(336);
    assertThat(side(Map.of("vedette.ask.picture.max-side", "200"))).isEqualTo(200);
  }

  @Test
  void aPictureIsCutToWhatTheGateSeesUnlessItIsSaidOtherwise() throws Exception {
    assertThat(questions(Map.of()).preparer().closeUp()).isEqualTo(new CloseUp(336));
    assertThat(questions(Map.of("vedette.ask.picture.adequate-side", "200")).preparer().closeUp())
        .isEqualTo(new CloseUp(200));
    assertThat(questions(Map.of("vedette.ask.picture.crop", "none")).preparer().closeUp()).isNull();
  }

  @Test
  void severalPicturesTakeATimeToGatherThem() {
    assertThatThrownBy(() -> questions(Map.of("vedette.ask.pictures", "2")))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("vedette.ask.settling")
        .hasMessageContaining("2 pictures without a time to gather them in");
  }

  @Test
  void aCompatibleServerIsShownOnePictureAndNoPlotsUnlessItIsSaidOtherwise() throws Exception {
    assertThat(provider(Map.of()).model().mostPictures()).isOne();
    assertThat(provider(Map.of()).model().isShownPlots()).isFalse();
    var openAi = Map.of("vedette.provider.dialect", "openai");
    assertThat(provider(openAi).model().mostPictures()).isEqualTo(8);
    assertThat(provider(openAi).model().isShownPlots()).isTrue();
    var told = Map.of("vedette.provider.max-pictures", "4", "vedette.provider.plots", "true");
    assertThat(provider(told).model().mostPictures()).isEqualTo(4);
    assertThat(provider(told).model().isShownPlots()).isTrue();
  }

  private static int side(Map<String, String> options) throws Exception {
    return questions(options).preparer().sides().longerSide(1280, 960);
  }

  private static ProviderOptions provider(Map<String, String> options) throws Exception {
    return ProviderSettings.providers(config(options)).get(0);
  }

  private static QuestionMaker questions(Map<String, String> options) throws Exception {
    Configuration config = config(options);
    List<ProviderOptions> providers = ProviderSettings.providers(config);
    return new QuestionSettings(config)
        .questions(DeferralPolicy.never(), providers, WatchRules.NONE);
  }

  private static Configuration config(Map<String, String> options) {
    Map<String, String> all = new HashMap<>(PROVIDER);
    all.putAll(options);
    return Configuration.fromMap(all);
  }
}
