package dev.vedette.cloud.prompt;

import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.core.brain.Evidence;
import dev.vedette.core.brain.Frame;
import dev.vedette.core.brain.Question;
import dev.vedette.core.event.Samples;
import dev.vedette.core.privacy.PreparedPicture;
import java.util.List;

/**
 * A question as one model is shown it: with the best of its pictures, as many as the model takes,
 * or with a plot of its samples.
 *
 * @param question with the frames that are shown, and no others
 * @param pictures in the order in which they are shown
 */
public record Shown(Question question, List<PreparedPicture> pictures) {
  public Shown {
    pictures = List.copyOf(pictures);
  }

  /** The question as this model is shown it. */
  public static Shown to(ModelOptions model, Question question) {
    return show(model, question, true);
  }

  /**
   * The same without what the pictures are made of. No tokenizer makes more than one token of a
   * byte, so the bytes of such a request bound the tokens of everything but its pictures.
   */
  public static Shown withoutPixels(ModelOptions model, Question question) {
    Shown shown = show(model, question, false);
    return new Shown(
        shown.question(),
        shown.pictures().stream()
            .map(one -> new PreparedPicture(new byte[0], one.width(), one.height()))
            .toList());
  }

  private static Shown show(ModelOptions model, Question question, boolean drawn) {
    Evidence evidence = question.evidence();
    Samples samples = evidence.samples();
    if (samples != null) {
      return new Shown(
          question,
          model.isShownPlots() && samples.rows() > 1
              ? List.of(drawn ? SamplePlot.of(samples) : SamplePlot.blank())
              : List.of());
    }
    Evidence best = evidence.best(model.mostPictures());
    return new Shown(question.with(best), best.frames().stream().map(Frame::picture).toList());
  }

  /** Whether the picture is a plot of the samples. */
  boolean isPlotted() {
    return question.evidence().samples() != null && !pictures.isEmpty();
  }
}
