package dev.vedette.flink;

import dev.vedette.core.audit.Audited;
import dev.vedette.core.brain.DeferredLine;
import dev.vedette.core.brain.Word;
import dev.vedette.core.verdict.EdgeTexts;
import dev.vedette.core.verdict.Verdict;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Says what is to be said, the edge's word as a sentence too, and hands on what the backlog has to
 * know, and what audits have shown. Keyed by what a word is about, though it keeps nothing, so that
 * one subtask writes all that is said of a device.
 */
public final class SayVerdicts extends KeyedProcessFunction<String, Word, Verdict> {
  private static final long serialVersionUID = 1;

  /** What the backlog has to know. */
  public static final OutputTag<DeferredLine> DEFERRED =
      new OutputTag<>("deferred", TypeInformation.of(DeferredLine.class));

  /** What became of audits, about which nothing is said. */
  public static final OutputTag<Audited> AUDITED =
      new OutputTag<>("audited", TypeInformation.of(Audited.class));

  private final EdgeTexts texts;

  public SayVerdicts(EdgeTexts texts) {
    this.texts = texts;
  }

  @Override
  public void processElement(Word word, Context context, Collector<Verdict> out) {
    Verdict verdict = word.verdict();
    DeferredLine line = word.line();
    Audited audited = word.audited();
    if (verdict != null) {
      out.collect(texts.in(verdict));
    }
    if (line != null) {
      context.output(DEFERRED, line);
    }
    if (audited != null) {
      context.output(AUDITED, audited);
    }
  }
}
