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
import java.util.function.Supplier;
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
  private final Supplier<Object> words;
  private final ModelOptions model;
  private final Price price;
  private final AtomicBoolean saidUncounted = new AtomicBoolean();
  private final AtomicBoolean saidLane = new AtomicBoolean();
  private final AtomicBoolean saidExceeded = new AtomicBoolean();

  private volatile @Nullable Reckoned last;

  /**
   * What was reckoned last. It keeps the question, with up to two megabytes of pictures.
   *
   * @param words by which it was asked
   */
  private record Reckoned(Question question, Object words, Bill worstCase) {

    /** Whether it was for this very question: to compare all that it shows would take longer. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(Question other, Object inForce) {
      return question == other && words == inForce;
    }
  }

  /**
   * @param words another object whenever the words of the protocol's questions have changed
   */
  Costs(Protocol protocol, Supplier<Object> words, ModelOptions model, Price price) {
    this.protocol = protocol;
    this.words = words;
    this.model = model;
    this.price = price;
  }

  /**
   * Before anything is sent. The tokens of a call are wanted and then its price, and the body of a
   * request has to be made for either, so the last question's is kept. Others that ask at the same
   * time only make it be reckoned once more.
   */
  Bill worstCase(Question question) {
    Object inForce = words.get();
    Reckoned before = last;
    if (before != null && before.isOf(question, inForce)) {
      return before.worstCase();
    }
    Shown shown = Shown.withoutPixels(model, question);
    Bill bill = atMost(protocol.body(shown).length, shown);
    last = new Reckoned(question, inForce, bill);
    return bill;
  }

  /** The request that asks a question, with what it can cost as it is. */
  Sent toSend(Question question) {
    Shown shown = Shown.to(model, question);
    byte[] body = protocol.body(shown);
    long pixels = shown.pictures().stream().mapToLong(Costs::encodedBytes).sum();
    return new Sent(body, shown.pictures().size(), atMost(body.length - pixels, shown));
  }

  /** What a picture adds to a request: base64 (RFC 4648), of four characters for three bytes. */
  private static long encodedBytes(PreparedPicture picture) {
    return (picture.jpeg().length + 2L) / 3 * 4;
  }

  /**
   * What an answer cost.
   *
   * @param counted null where the provider counts no tokens
   */
  Bill of(@Nullable Counted counted, Sent sent) {
    Bill worst = sent.worstCase();
    if (counted == null) {
      if (!saidUncounted.getAndSet(true)) {
        LOG.warn("a provider counts no tokens: its answers are counted at their worst case");
      }
      return worst;
    }
    long micros = price.microsOf(counted.usage(), counted.hourCacheWrite(), sent.pictures());
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
   *
   * @param bytes of the request without its pixels
   */
  private Bill atMost(long bytes, Shown shown) {
    long tokens = bytes;
    for (PreparedPicture picture : shown.pictures()) {
      tokens += model.pictureTokens().atMost(picture.width(), picture.height(), model.detail());
    }
    return price.atMost(tokens, model.maxOutputTokens(), shown.pictures().size());
  }
}
