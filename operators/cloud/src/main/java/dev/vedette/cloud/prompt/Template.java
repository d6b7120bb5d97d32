package dev.vedette.cloud.prompt;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a file of words is for, and what has to stand in it, or may. */
enum Template {
  /** What the model is, and how it is to answer. */
  SYSTEM("system.txt", Set.of(), Set.of("confirmed", "description")),
  /** What it is asked about a picture. */
  PICTURE("picture.txt", Set.of("label", "deviceClass"), Set.of()),
  /** What it is asked about several pictures of one episode. */
  PICTURES("pictures.txt", Set.of("label", "deviceClass", "count", "seconds"), Set.of()),
  /** What it is asked where no picture may leave. */
  SCORES("scores.txt", Set.of("label", "deviceClass", "scores"), Set.of("{scores}")),
  /** What follows there if the gate says where it sees what it found. */
  REGION("region.txt", Set.of("label", "deviceClass", "left", "right", "top", "bottom"), Set.of()),
  /** What it is asked about samples. */
  SAMPLES(
      "samples.txt", Set.of("label", "deviceClass", "rows", "shown", "table"), Set.of("{table}")),
  /** What follows where the samples are plotted too. */
  PLOT("plot.txt", Set.of("label", "deviceClass"), Set.of()),
  /** What the model is where a rejected event is audited: nobody has raised an alarm. */
  AUDIT_SYSTEM("audit-system.txt", Set.of(), Set.of("confirmed", "description")),
  /** What it is asked there about a picture, without a word on what the gate thinks. */
  AUDIT_PICTURE("audit-picture.txt", Set.of("label", "deviceClass"), Set.of()),
  /** The same about samples. */
  AUDIT_SAMPLES(
      "audit-samples.txt",
      Set.of("label", "deviceClass", "rows", "shown", "table"),
      Set.of("{table}")),
  /** What it is told when it wrote something else than an answer. */
  REPAIR("repair.txt", Set.of("label", "deviceClass"), Set.of("confirmed", "description"));

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)}");

  private final String file;
  private final Set<String> placeholders;
  private final Set<String> needed;

  Template(String file, Set<String> placeholders, Set<String> needed) {
    this.file = file;
    this.placeholders = placeholders;
    this.needed = needed;
  }

  /** Name of its file, in whichever folder. */
  String file() {
    return file;
  }

  /**
   * Refuses words that would not make a question.
   *
   * @param where they stand, for the message
   */
  void check(String where, String words) throws UnusablePromptException {
    if (words.isBlank()) {
      throw new UnusablePromptException(where + " is empty", null);
    }
    Matcher found = PLACEHOLDER.matcher(words);
    while (found.find()) {
      if (!placeholders.contains(found.group(1))) {
        throw new UnusablePromptException(
            "%s has %s, which stands for nothing there%s"
                .formatted(
                    where,
                    found.group(),
                    placeholders.isEmpty()
                        ? ""
                        : "; there are "
                            + placeholders.stream().sorted().map(one -> '{' + one + '}').toList()),
            null);
      }
    }
    for (String word : needed) {
      if (!words.contains(word)) {
        throw new UnusablePromptException(
            "%s has no '%s', without which there is %s"
                .formatted(
                    where,
                    word,
                    this == SYSTEM || this == AUDIT_SYSTEM || this == REPAIR
                        ? "no answer that can be read"
                        : "nothing to judge"),
            null);
      }
    }
  }
}
