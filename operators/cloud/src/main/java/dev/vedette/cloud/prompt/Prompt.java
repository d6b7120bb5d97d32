package dev.vedette.cloud.prompt;

import dev.vedette.core.brain.Evidence;
import dev.vedette.core.brain.Frame;
import dev.vedette.core.brain.PastScore;
import dev.vedette.core.brain.Question;
import dev.vedette.core.event.Samples;
import dev.vedette.core.gate.Region;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of a question.
 *
 * <p>They are made of the label, the device class and a sensor's samples, or how the gate's scores
 * went and where the gate sees it, and of nothing else: no device, tenant, event or time of day
 * leaves the site. The audit of a rejected event is asked for in words of its own, which do not say
 * what the gate thinks: an alarm that nobody raised would lead the model. Names come from devices,
 * so they are shortened and stripped of all that could pass for more than a name.
 */
public final class Prompt implements AutoCloseable {
  private static final int LONGEST_NAME = 64;
  private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_./%-]+");

  private final Supplier<Words> words;
  private final Rounds.UnderWay source;

  private Prompt(Supplier<Words> words, Rounds.UnderWay source) {
    this.words = words;
    this.source = source;
  }

  /** The prompt that is shipped with this module. */
  public static Prompt shipped() {
    Words shipped = Words.shipped();
    return new Prompt(() -> shipped, () -> {});
  }

  /**
   * A prompt of somebody's own words, which are read again when they change, until it is closed.
   *
   * @param folder of templates by label, device class and tenant; what is not there is as shipped
   * @throws UnusablePromptException if one of them cannot be used
   */
  public static Prompt in(Path folder) throws UnusablePromptException {
    return in(folder, DaemonRounds.named("vedette-prompts"));
  }

  static Prompt in(Path folder, Rounds rounds) throws UnusablePromptException {
    PromptFolder files = PromptFolder.open(folder, rounds);
    return new Prompt(files::words, files::close);
  }

  /**
   * Whether a prompt could be made of these words.
   *
   * @throws UnusablePromptException if one of them cannot be used
   */
  public static void check(Path folder) throws UnusablePromptException {
    PromptFolder.check(folder);
  }

  /** Stands for the words in force: the same object as long as none of them changes. */
  public Object inForce() {
    return words.get();
  }

  /** What the model is, and how it is to answer. */
  public String system(Question question) {
    return words.get().of(question.isAudit() ? Template.AUDIT_SYSTEM : Template.SYSTEM, question);
  }

  /** What it is asked about this event. */
  public String text(Shown shown) {
    Question question = shown.question();
    String plot = shown.isPlotted() ? '\n' + words.get().of(Template.PLOT, question) : "";
    return named(aboutEvidence(question) + plot, question);
  }

  /** What it is told when it wrote something else than an answer. */
  public String repair(Question question) {
    return named(words.get().of(Template.REPAIR, question), question);
  }

  /** Words that change any more are not read again; those in force can still be used. */
  @Override
  public void close() {
    source.close();
  }

  private static String named(String text, Question question) {
    return text.replace("{label}", name(question.judgement().label()))
        .replace("{deviceClass}", name(question.header().deviceClass()));
  }

  private String aboutEvidence(Question question) {
    Evidence evidence = question.evidence();
    Samples window = evidence.samples();
    if (window != null) {
      Template samples = question.isAudit() ? Template.AUDIT_SAMPLES : Template.SAMPLES;
      return withTable(words.get().of(samples, question), window);
    }
    if (!evidence.scores().isEmpty()) {
      return words
              .get()
              .of(Template.SCORES, question)
              .replace("{scores}", scores(evidence.scores()))
          + where(question);
    }
    if (question.isAudit()) {
      return words.get().of(Template.AUDIT_PICTURE, question); // one, of one event
    }
    List<Frame> frames = evidence.frames();
    return frames.size() > 1
        ? words
            .get()
            .of(Template.PICTURES, question)
            .replace("{count}", Integer.toString(frames.size()))
            .replace("{seconds}", seconds(frames))
        : words.get().of(Template.PICTURE, question);
  }

  /** Where no picture may leave: a picture that does is cut to it already. */
  private String where(Question question) {
    Region region = question.judgement().region();
    return region == null
        ? ""
        : '\n'
            + words
                .get()
                .of(Template.REGION, question)
                .replace("{left}", hundredths(region.left()))
                .replace("{right}", hundredths(region.right()))
                .replace("{top}", hundredths(region.top()))
                .replace("{bottom}", hundredths(region.bottom()));
  }

  private static String hundredths(double share) {
    return Long.toString(Math.round(100 * share));
  }

  private static String seconds(List<Frame> frames) {
    return frames.stream()
        .map(frame -> Numbers.shortly(frame.millis() / 1e3))
        .collect(Collectors.joining(", "));
  }

  private static String scores(List<PastScore> scores) {
    return scores.stream()
        .map(
            past ->
                "%s: %s"
                    .formatted(
                        Numbers.shortly(past.millisBefore() / 1e3), Numbers.shortly(past.score())))
        .collect(Collectors.joining(", "));
  }

  private static String withTable(String samples, Samples window) {
    var table = new SampleTable(window);
    return samples
        .replace("{rows}", Integer.toString(window.rows()))
        .replace("{shown}", Integer.toString(table.shownRows()))
        .replace("{table}", table.text());
  }

  static String name(String word) {
    String plain = NOT_IN_A_NAME.matcher(word).replaceAll(" ").strip();
    return plain
        .codePoints()
        .limit(LONGEST_NAME)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
