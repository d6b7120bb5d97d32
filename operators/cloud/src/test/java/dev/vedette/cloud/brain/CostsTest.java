package dev.vedette.cloud.brain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cloud.Brains;
import dev.vedette.cloud.Questions;
import dev.vedette.cloud.http.Reply;
import dev.vedette.cloud.prompt.Shown;
import dev.vedette.cloud.protocol.Completion;
import dev.vedette.cloud.protocol.Excerpt;
import dev.vedette.cloud.protocol.Protocol;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.Question;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a question can cost is asked for several times before it is asked. */
class CostsTest {
  private static final ModelOptions MODEL = ModelOptions.of("gpt-4o");

  private final Growing protocol = new Growing();
  private Object words = "as shipped";
  private final Costs costs = new Costs(protocol, () -> words, MODEL, Brains.PRICE);

  @Test
  void aQuestionIsWrittenOnceForAllThatIsReckonedOfIt() {
    Question question = Questions.picture(336, 252);
    assertThat(costs.worstCase(question)).isEqualTo(costs.worstCase(question));
    assertThat(protocol.bodies).isEqualTo(1);
  }

  @Test
  void anotherQuestionIsReckonedForItself() {
    Question question = Questions.picture(336, 252);
    long one = costs.worstCase(question).usage().total();
    assertThat(costs.worstCase(Questions.picture(336, 252)).usage().total()).isEqualTo(one + 1);
    assertThat(costs.worstCase(question).usage().total()).isEqualTo(one + 2);
  }

  @Test
  void inOtherWordsTheSameQuestionIsReckonedAnew() {
    Question question = Questions.picture(336, 252);
    long before = costs.worstCase(question).usage().total();
    words = "somebody's own";
    assertThat(costs.worstCase(question).usage().total()).isEqualTo(before + 1);
  }

  @Test
  void whatIsUncountedCostsWhatWasSentAndNotWhatWouldBeNow() {
    Question question = Questions.picture(336, 252);
    Sent sent = costs.toSend(question);
    words = "somebody's own";
    assertThat(costs.of(null, sent)).isEqualTo(sent.worstCase());
    assertThat(protocol.bodies).isEqualTo(1);
  }

  /** Each body is longer than the one before by a byte. */
  private static final class Growing implements Protocol {
    private int bodies;

    @Override
    public URI address() {
      throw new AssertionError("nobody is asked");
    }

    @Override
    public Map<String, String> headers(String requestId, String secret) {
      throw new AssertionError("nobody is asked");
    }

    @Override
    public byte[] body(Shown shown) {
      return new byte[1_000 + bodies++];
    }

    @Override
    public Completion completion(Reply reply, Excerpt excerpt) {
      throw new AssertionError("nobody has answered");
    }

    @Override
    public BrainException refusal(Reply reply, Excerpt excerpt) {
      throw new AssertionError("nobody has answered");
    }
  }
}
