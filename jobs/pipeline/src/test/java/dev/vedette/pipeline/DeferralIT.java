package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vedette.core.brain.DeferredLine;
import dev.vedette.core.event.Samples;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.pipeline.wire.EventEncoder;
import dev.vedette.pipeline.wire.WireOptions;
import dev.vedette.simulators.provider.Fault;
import dev.vedette.simulators.provider.ProviderScript;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider is gone, and comes back. */
class DeferralIT {
  private static final int POSITIVES = 40;

  @TempDir Path checkpoints;

  @Test
  void whatCouldNotBeAskedIsAnsweredByTheEdgeAndAmendedOnceWhenTheProviderIsBack()
      throws Exception {
    Map<String, String> options =
        Map.of(
            "vedette.verdict.policy", "hold",
            "vedette.deferred.max-age", "1 h",
            "vedette.breaker.wait.longest", "2 s");
    var gone = ProviderScript.faultless().failing(Fault.serverError(503, false));
    try (var site = Site.open(checkpoints, gone, options)) {
      Instant at = Instant.now().minus(Duration.ofMinutes(5));
      site.sendFaces(POSITIVES, at);
      site.sent();
      site.await("all are kept", s -> s.sum("vedette_deferred_questions") == POSITIVES);
      assertThat(site.topics.verdicts())
          .hasSize(POSITIVES)
          .allSatisfy(verdict -> assertThat(verdict.by()).isEqualTo(Giver.EDGE))
          .allSatisfy(verdict -> assertThat(verdict.last()).isFalse())
          .allSatisfy(
              verdict -> assertThat(verdict.reason()).isIn(Reason.ERROR, Reason.BREAKER_OPEN));

      // What is kept outlives a crash, in the topic and in state.
      site.checkpoint();
      site.cluster.terminateTaskManager(0).get();
      site.cluster.startTaskManager();
      site.provider.play(ProviderScript.faultless());
      site.settled().assertConservation();

      Map<String, List<Verdict>> amended =
          site.topics.verdicts().stream()
              .filter(verdict -> verdict.revision() == 2)
              .collect(Collectors.groupingBy(verdict -> verdict.header().eventId()));
      assertThat(amended).hasSize(POSITIVES);
      Map<String, Verdict> last = new HashMap<>();
      amended.forEach((event, all) -> last.put(event, all.get(all.size() - 1)));
      assertThat(last.values())
          .allSatisfy(verdict -> assertThat(verdict.by()).isEqualTo(Giver.CLOUD))
          .allSatisfy(verdict -> assertThat(verdict.last()).isTrue());
      assertThat(site.provider.books().totals().answered()).isEqualTo(POSITIVES);
      site.await("nothing is kept any more", s -> s.sum("vedette_deferred_questions") == 0);

      // The lines that say that all have ended are behind those that say that they are kept.
      site.startWithoutState();
      site.settled();
      Scrape after =
          site.await("all is known", s -> s.sum("vedette_answers_reused_total") == POSITIVES);
      assertThat(after.sum("vedette_deferred_recalled_total")).isZero();
      assertThat(site.provider.books().totals().answered()).isEqualTo(POSITIVES);
    }
  }

  @Test
  void anAccountAtItsCapIsAskedAsItMayAndItsPicturesAreKeptOnce() throws Exception {
    int all = 12;
    Map<String, String> options =
        Map.of(
            "vedette.verdict.policy", "hold",
            "vedette.account.calls-per-minute", "60",
            "vedette.account.burst", "4",
            "vedette.deferred.max-age", "1 h");
    try (var site = Site.open(checkpoints, ProviderScript.faultless(), options)) {
      site.sendFaces(all, Instant.now());
      site.settled();
      site.await(
          "all are answered by the cloud", s -> site.provider.books().totals().answered() == all);
      site.await("nothing is kept any more", s -> s.sum("vedette_deferred_questions") == 0);

      List<DeferredLine> lines = site.topics.deferred();
      long kept = lines.stream().filter(line -> line.question() != null).count();
      assertThat(kept).isBetween((long) all - 8, (long) all - 4);
      assertThat(lines.stream().filter(line -> line.round() == 0)).hasSize(all);
      assertThat(site.provider.books().totals().answered()).isEqualTo(all);
    }
  }

  @Test
  void aWindowOfMoreThanAMegabyteIsKeptLikeAnyOther() throws Exception {
    Map<String, String> options =
        Map.of(
            "vedette.verdict.policy", "hold",
            "vedette.sensor.limits", "g:0..1",
            "vedette.deferred.max-age", "1 h",
            "vedette.breaker.wait.longest", "1 s");
    var gone = ProviderScript.faultless().failing(Fault.serverError(503, false));
    var encoder = new EventEncoder(WireOptions.PLAIN, Topics.CAMERA, Topics.SENSOR);
    var samples = new Samples(List.of("g"), 1_000, new float[400_000]);
    samples.values()[200_000] = 5;
    try (var site = Site.open(checkpoints, gone, options)) {
      site.send("pump", encoder.encode(site.capture("pump", "large", Instant.now()), samples));
      site.sent();
      site.await("it is kept", s -> s.sum("vedette_deferred_questions") == 1);
      site.provider.play(ProviderScript.faultless());
      site.settled().assertConservation();
      assertThat(site.topics.verdicts())
          .extracting(Verdict::revision, Verdict::by)
          .containsExactly(tuple(0, Giver.EDGE), tuple(2, Giver.CLOUD));
    }
  }

  /** For longer than a fetch waits: the question has hours, and the job need not start again. */
  @Test
  void aBrokerThatIsAwayWhenAKeptQuestionIsWantedRestartsNothing() throws Exception {
    Map<String, String> options =
        Map.of(
            "vedette.verdict.policy", "hold",
            "vedette.deferred.max-age", "1 h",
            "vedette.breaker.wait.first", "8 s");
    var gone = ProviderScript.faultless().failing(Fault.serverError(503, false));
    try (var site = Site.open(checkpoints, gone, options)) {
      site.sendFaces(POSITIVES, Instant.now());
      site.sent();
      site.await("all are kept", s -> s.sum("vedette_deferred_questions") == POSITIVES);
      site.broker.stop();
      site.provider.play(ProviderScript.faultless());
      site.await("one cannot be read", s -> s.sum("vedette_deferred_unread_total") >= 1);
      site.broker.restart();
      Scrape after = site.settled();
      after.assertConservation();
      assertThat(after.sum("vedette_deferred_unread_total"))
          .as("not counted anew, by a job that started again")
          .isPositive();
      Map<String, Verdict> last =
          site.topics.verdicts().stream()
              .filter(Verdict::last)
              .collect(
                  Collectors.toMap(
                      verdict -> verdict.header().eventId(), verdict -> verdict, (a, b) -> b));
      assertThat(last).hasSize(POSITIVES);
      assertThat(last.values())
          .allSatisfy(verdict -> assertThat(verdict.by()).isEqualTo(Giver.CLOUD));
    }
  }

  @Test
  void whatIsTooOldIsClosedWithTheEdgesWord() throws Exception {
    Map<String, String> options =
        Map.of(
            "vedette.verdict.policy", "hold",
            "vedette.ask.deadline", "2 s",
            "vedette.deferred.rules", "face: 5 6s");
    var gone = ProviderScript.faultless().failing(Fault.serverError(503, false));
    try (var site = Site.open(checkpoints, gone, options)) {
      site.sendFaces(POSITIVES, Instant.now());
      site.sent();
      site.settled().assertConservation();
      List<Verdict> verdicts = site.topics.verdicts();
      assertThat(verdicts).hasSize(2 * POSITIVES);
      assertThat(verdicts.stream().filter(Verdict::last))
          .hasSize(POSITIVES)
          .allSatisfy(verdict -> assertThat(verdict.revision()).isEqualTo(2));
      assertThat(verdicts).extracting(Verdict::by).containsOnly(Giver.EDGE);
    }
  }
}
