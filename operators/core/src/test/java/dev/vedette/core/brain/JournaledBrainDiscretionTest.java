package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.ample;
import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.brain.JournaledRun.EPOCH;
import static dev.vedette.core.brain.JournaledRun.PATIENCE;
import static dev.vedette.core.brain.JournaledRun.fresh;
import static dev.vedette.core.brain.JournaledRun.kept;
import static dev.vedette.core.brain.JournaledRun.worthKeeping;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.Picture;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.privacy.PicturePreparer;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.core.watch.View;
import dev.vedette.core.watch.WatchRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Grants from before the job was started with other rules, under which nothing may leave. */
class JournaledBrainDiscretionTest {
  private final JournaledRun run =
      JournaledRun.withDiscretion(
          new Discretion(new PicturePolicy(0, Map.of(), Duration.ZERO), WatchRules.NONE));

  @Test
  void whatMayNotLeaveAnyMoreIsNotAskedAndNotKept() throws Exception {
    for (Grant grant : List.of(fresh("e-1"), worthKeeping("e-2"), kept("e-3"))) {
      assertEnded(run.answer(withPicture(grant, grant.foldedTo().offset())).get());
    }
    assertThat(run.journal.lines).isEmpty();
  }

  @Test
  void norIsItKeptWhenTheJobCameBackTooLateToAskIt() throws Exception {
    var word = run.answer(withPicture(worthKeeping("e-1"), EPOCH - 60));
    run.time.pass(PATIENCE);
    run.readBack();
    assertEnded(word.get());
  }

  @Test
  void norWhenTheLedgerCannotBeRead() throws Exception {
    var word = run.answer(withPicture(worthKeeping("e-1"), EPOCH - 60));
    run.journal.reads.remove().fail();
    assertEnded(word.get());
  }

  @Test
  void whatWasPaidForWhileItMightLeaveIsUsed() throws Exception {
    var word = run.answer(withPicture(worthKeeping("e-1"), EPOCH - 60));
    run.readBack(run.settled("e-1", 77));
    assertThat(word.get().verdict().answer()).isEqualTo(answer(77));
  }

  private static void assertEnded(Word word) {
    Verdict verdict = word.verdict();
    assertThat(verdict).isNotNull();
    assertThat(verdict.reason()).isEqualTo(Reason.PRIVACY);
    assertThat(verdict.last()).isTrue();
    assertThat(word.line() == null || word.line().round() == 0).isTrue();
  }

  private static Grant withPicture(Grant grant, long foldedTo) throws Exception {
    var picture = new Picture(Picture.Encoding.RGB8, 32, 32, new byte[32 * 32 * 3]);
    var evidence = Evidence.of(new PicturePreparer(32, 0.8f).prepare(picture, View.WHOLE, null));
    return new Grant(
        grant.question().with(evidence),
        1,
        false,
        new JournalPosition(0, foldedTo),
        grant.revision(),
        ample(NOON));
  }
}
