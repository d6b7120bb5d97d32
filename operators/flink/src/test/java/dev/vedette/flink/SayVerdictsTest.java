package dev.vedette.flink;

import static dev.vedette.flink.DeferredQuestions.deferred;
import static dev.vedette.flink.Examples.answer;
import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.audit.Audited;
import dev.vedette.core.audit.Draw;
import dev.vedette.core.brain.DeferredLine;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.Word;
import dev.vedette.core.verdict.EdgeTexts;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

class SayVerdictsTest {
  private static final Question ASKED = question("e-1", at(10));
  private static final Verdict MEANWHILE =
      Verdict.meanwhile(ASKED, 1, Reason.OFFLINE, at(1), at(1));
  private static final Verdict ANSWERED = Verdict.byCloud(ASKED, 2, answer(7), at(1), at(2));

  @Test
  void whatIsSaidAndWhatIsKeptPartWays() throws Exception {
    DeferredLine line = DeferredLine.kept(deferred("e-1", 3, 99));
    try (var say = opened()) {
      say.processElement(new Word(MEANWHILE, line), 0);
      assertThat(say.extractOutputValues()).containsExactly(EdgeTexts.shipped().in(MEANWHILE));
      assertThat(say.extractOutputValues().get(0).text())
          .contains("The cloud could not be reached. It will be asked");
      assertThat(lines(say)).usingRecursiveFieldByFieldElementComparator().containsExactly(line);
    }
  }

  @Test
  void aRoundInVainSaysNothing() throws Exception {
    DeferredLine line = DeferredLine.inVain(deferred("e-1", 3, 99), Reason.TIMEOUT);
    try (var say = opened()) {
      say.processElement(new Word(null, line), 0);
      assertThat(say.extractOutputValues()).isEmpty();
      assertThat(lines(say)).usingRecursiveFieldByFieldElementComparator().containsExactly(line);
    }
  }

  @Test
  void whatWasNeverToBeKeptLeavesNoLine() throws Exception {
    try (var say = opened()) {
      say.processElement(new Word(ANSWERED, null), 0);
      assertThat(say.extractOutputValues()).containsExactly(ANSWERED);
      assertThat(lines(say)).isEmpty();
    }
  }

  @Test
  void whatAnAuditHasShownIsNoVerdict() throws Exception {
    var audited = new Audited("door", "limits@1", new Draw(0.1), Audited.Result.MISSED, "");
    try (var say = opened()) {
      say.processElement(new Word(null, null, audited), 0);
      assertThat(say.extractOutputValues()).isEmpty();
      assertThat(say.getSideOutput(SayVerdicts.AUDITED))
          .extracting(StreamRecord::getValue)
          .containsExactly(audited);
    }
  }

  @Test
  void allThatIsSaidAndKeptOfADeviceHasOneKeyAndAnAuditHasItsGates() {
    DeferredLine line = DeferredLine.kept(deferred("e-1", 3, 99));
    var audited = new Audited("door", "limits@1", new Draw(0.1), Audited.Result.MISSED, "");
    String device = ASKED.header().deviceKey();
    assertThat(new Word(MEANWHILE, null).subject()).isEqualTo(device);
    assertThat(new Word(null, line).subject()).isEqualTo(device);
    assertThat(new Word(null, null, audited).subject()).isEqualTo("limits@1");
  }

  private static OneInputStreamOperatorTestHarness<Word, Verdict> opened() throws Exception {
    return ProcessFunctionTestHarnesses.forKeyedProcessFunction(
        new SayVerdicts(EdgeTexts.shipped()), Word::subject, Types.STRING);
  }

  private static List<DeferredLine> lines(OneInputStreamOperatorTestHarness<Word, Verdict> say) {
    var output = say.getSideOutput(SayVerdicts.DEFERRED);
    return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
  }
}
