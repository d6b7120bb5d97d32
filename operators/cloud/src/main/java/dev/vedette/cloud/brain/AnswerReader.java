package dev.vedette.cloud.brain;

import dev.vedette.cloud.http.Reply;
import dev.vedette.cloud.protocol.Completion;
import dev.vedette.cloud.protocol.Counted;
import dev.vedette.cloud.protocol.Excerpt;
import dev.vedette.cloud.protocol.Protocol;
import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.money.Bill;
import dev.vedette.core.verdict.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Reads replies as answers. One in which the model wrote something else, or kept its answer back,
 * is a failure with what it cost.
 */
record AnswerReader(Protocol protocol, Costs costs, String provider, String model) {

  Answer read(Reply reply, Sent sent, Excerpt excerpt) throws BrainException {
    if (reply.status() / 100 != 2) {
      throw protocol.refusal(reply, excerpt);
    }
    Completion completion = protocol.completion(reply, excerpt);
    @Nullable Counted usage = completion.usage();
    String keptBack = completion.keptBack();
    if (!keptBack.isEmpty() && usage == null) {
      // Nothing says that the model worked at all, so nobody here can tell whether it was billed.
      throw new BrainException(Reason.REFUSED, Billing.UNKNOWN, reply.sentBytes(), keptBack, null);
    }
    Remark remark = keptBack.isEmpty() ? Remark.of(completion.content()) : Remark.none(keptBack);
    Bill bill = costs.of(usage, sent);
    var answer =
        new Answer(
            remark.opinion(),
            excerpt.of(remark.text()),
            bill.usage(),
            bill.micros(),
            provider,
            model,
            completion.requestId(),
            reply.micros(),
            reply.sentBytes(),
            completion.simulated());
    if (!answer.isUseful()) {
      String what = keptBack.isEmpty() ? "not by the answer's schema: " : "";
      throw BrainException.useless(answer, what + excerpt.of(remark.objection()));
    }
    return answer;
  }
}
