package dev.vedette.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgersShareTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Source: read ledger -> repeat epochs (*/*)#*",
        "Source Data Fetcher for Source: read ledger -> repeat epochs (*/*)#*",
        "kafka-producer-network-thread | ask-*",
        "kafka-producer-network-thread | admit-*",
        "vedette-journal-write-ask-*",
        "vedette-journal-read-admit-*",
        "count avoided calls -> tell of avoided calls: Writer (*/*)#*",
        "weigh answers -> tell of repeats: Writer (*/*)#*",
      })
  void threadsThatAreThereForTheLedgerAloneAreItsOwn(String thread) {
    assertThat(LedgersShare.isOwn(thread)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "admit questions -> stop watermarks (*/*)#*",
        "ask brain (*/*)#*",
        "kafka-producer-network-thread | producer-*",
        "vedette-nobody-network-*",
        CpuMeter.JVM,
      })
  void othersAreNot(String thread) {
    assertThat(LedgersShare.isOwn(thread)).isFalse();
  }

  @Test
  void methodsAreTheLedgersByTheirPlace() {
    assertThat(LedgersShare.isOfTheLedger("dev.vedette.core.money.Books.post")).isTrue();
    assertThat(LedgersShare.isOfTheLedger("dev.vedette.flink.TenantMoney.fold")).isTrue();
    assertThat(LedgersShare.isOfTheLedger("dev.vedette.pipeline.wire.LedgerCodec.encode")).isTrue();
    assertThat(LedgersShare.isOfTheLedger("dev.vedette.flink.SumUpEvents.processElement")).isTrue();
    assertThat(LedgersShare.isOfTheLedger("dev.vedette.flink.AdmitQuestions.admit")).isFalse();
    assertThat(LedgersShare.isOfTheLedger("dev.vedette.flink.AdmitQuestions.processElement2"))
        .isTrue();
    assertThat(LedgersShare.isOfTheLedger("dev.vedette.core.brain.PaidCalls.make")).isFalse();
  }

  @Test
  void ofSharedThreadsTheSampledShareCountsAndOfItsOwnAllAndOfTheCollectorsWhatItAllocates() {
    var share = new LedgersShare(Map.of("admit questions (*/*)#*", 0.25), 0.1);
    assertThat(
            share.microsOf(
                Map.of(
                    "admit questions (*/*)#*", 8.0,
                    "kafka-producer-network-thread | ask-*", 10.0,
                    "judge events (*/*)#*", 500.0),
                30))
        .isEqualTo(15.0, Offset.offset(1e-9));
  }
}
