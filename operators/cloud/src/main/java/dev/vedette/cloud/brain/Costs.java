package dev.vedette.cloud.brain;

import dev.vedette.cloud.prompt.Shown;
import dev.vedette.cloud.protocol.Counted;
import dev.vedette.cloud.protocol.Protocol;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.core.brain.Question;
import dev.vedette.core.money.Bill;
import dev.vedette.core.money.Price;
import dev.vedette.core.privacy.PreparedPicture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a question can cost at most, and what its answer did cost.
 *
 * <p>An answer without token counts is counted at the worst case, never at 0. Each warning is given
 * once: what it names stays true until somebody changes the options.
 */
final class Costs {
  private static final Logger LOG = LoggerFactory.getLogger(Costs.class);

  private final Protocol protocol;
  private final ModelOptions model;
  private final Price price;
  private final AtomicBoolean saidUncounted = new AtomicBoolean();
  private final AtomicBoolean saidLane = new AtomicBoolean();
  private final AtomicBoolean saidExceeded = new AtomicBoolean();

  Costs(Protocol protocol, ModelOptions model, Price price) {
    this.protocol = protocol;
    this.model = model;
    this.price = price;
  }

  Bill worstCase(Question question) {
    Shown shown = Shown.withoutPixels(model, question);
    return price.atMost(
        promptTokensAtMost(shown), model.maxOutputTokens(), shown.pictures().size());
  }

  /**
   * What an answer cost.
   *
   * @param counted null where the provider counts no tokens
   */
  Bill of(@Nullable Counted counted, Question question) {
    Bill worst = worstCase(question);
    if (counted == null) {
      if (!saidUncounted.getAndSet(true)) {
        LOG.warn("a provider counts no tokens: its answers are counted at their worst case");
      }
      return worst;
    }
    int pictures = Shown.withoutPixels(model, question).pictures().size();
    long micros = price.microsOf(counted.usage(), counted.hourCacheWrite(), pictures);
    var bill = new Bill(counted.usage(), micros);
    if (!counted.lane().isEmpty()) {
      if (!saidLane.getAndSet(true)) {
        LOG.warn(
            "a call was served in the lane '{}', whose price is not known: such calls are counted"
                + " at their worst case; choose the default lane for the provider's project",
            counted.lane());
      }
      return new Bill(bill.usage(), Math.max(micros, worst.micros()));
    }
    if (bill.micros() > worst.micros() && !saidExceeded.getAndSet(true)) {
      LOG.warn(
          "billed {}, reserved {}: correct the rule for the model's pictures, or the dialect if"
              + " the server ignores the limit on output",
          bill,
          worst);
    }
    return bill;
  }

  /**
   * No tokenizer makes more than one token of a byte, so the bytes of everything but the pixels
   * bound the tokens of everything but the pictures. The braces and field names, which are counted
   * too, outweigh what a server adds around messages.
   */
  private long promptTokensAtMost(Shown shown) {
    long tokens = protocol.body(shown).length;
    for (PreparedPicture picture : shown.pictures()) {
      tokens += model.pictureTokens().atMost(picture.width(), picture.height(), model.detail());
    }
    return tokens;
  }
}
