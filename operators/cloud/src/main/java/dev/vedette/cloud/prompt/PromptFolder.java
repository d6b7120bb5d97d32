package dev.vedette.cloud.prompt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of templates on this machine. A thread of its own looks every two seconds whether a file
 * has changed; then all are read anew, and are in force with the next question. While one of them
 * cannot be used, those that were read before stay in force. Whoever asks for them never waits for
 * the folder, which may lie on a drive that hangs.
 *
 * <p>Thread-safe.
 */
final class PromptFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PromptFolder.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int MOST_FILES = 1_000;
  private static final int MOST_BYTES = 16 * 1024;

  /** LABEL/CLASS/file. */
  private static final int DEEPEST = 3;

  /** tenants/TENANT before that. */
  private static final int TENANTS_DEEPER = 2;

  /** So that a file that is too deep is seen, and refused. */
  private static final int LOOKED_AT = 16;

  private final Path folder;
  private final Rounds.UnderWay rounds;
  private volatile Words words;

  /** Touched by the rounds alone, as is the next. */
  private Map<Path, Seen> seen;

  /** Why they cannot be used, which is said once; empty if they can. */
  private String trouble = "";

  /** By which a change shows. */
  private record Seen(long bytes, FileTime modified) {}

  private PromptFolder(Path folder, Map<Path, Seen> seen, Words words, Rounds rounds) {
    this.folder = folder;
    this.seen = seen;
    this.words = words;
    this.rounds = rounds.begin(PAUSE, this::lookAgain);
  }

  /** Reads all of it, so that a job with a template that cannot be used fails when it starts. */
  static PromptFolder open(Path folder, Rounds rounds) throws UnusablePromptException {
    Map<Path, Seen> seen = look(folder);
    return new PromptFolder(folder, seen, read(folder, seen), rounds);
  }

  /**
   * @throws UnusablePromptException if one of them cannot be used
   */
  static void check(Path folder) throws UnusablePromptException {
    var unused = read(folder, look(folder));
  }

  /** The templates in force. */
  Words words() {
    return words;
  }

  private void lookAgain() {
    try {
      Map<Path, Seen> there = look(folder);
      if (!there.equals(seen) || !trouble.isEmpty()) {
        words = read(folder, there);
        seen = there;
        trouble = "";
        LOG.info("The prompts in {} have changed and are in force", folder);
      }
    } catch (UnusablePromptException e) {
      String why = String.valueOf(e.getMessage());
      if (!why.equals(trouble)) {
        trouble = why;
        LOG.warn("{}; the prompts that were read before stay in force", why);
      }
    }
  }

  /** Looks no more; the templates in force stay so. */
  @Override
  public void close() {
    rounds.close();
  }

  private static Map<Path, Seen> look(Path folder) throws UnusablePromptException {
    Map<Path, Seen> seen = new HashMap<>();
    try (Stream<Path> files = Files.walk(folder, LOOKED_AT)) {
      List<Path> texts =
          files
              .filter(file -> file.toString().endsWith(".txt"))
              .filter(Files::isRegularFile)
              .limit(MOST_FILES + 1L)
              .toList();
      if (texts.size() > MOST_FILES) {
        throw new UnusablePromptException(
            "more than %d templates in %s".formatted(MOST_FILES, folder), null);
      }
      for (Path file : texts) {
        seen.put(
            folder.relativize(file), new Seen(Files.size(file), Files.getLastModifiedTime(file)));
      }
    } catch (IOException | UncheckedIOException e) {
      throw new UnusablePromptException(
          "cannot read the prompts in %s: %s".formatted(folder, e), e);
    }
    return seen;
  }

  private static Words read(Path folder, Map<Path, Seen> seen) throws UnusablePromptException {
    Map<String, String> byPath = new HashMap<>();
    for (Map.Entry<Path, Seen> one : seen.entrySet()) {
      Path file = folder.resolve(one.getKey());
      Template template = templateOf(one.getKey(), file);
      if (one.getValue().bytes() > MOST_BYTES) {
        throw new UnusablePromptException(
            "%s has %d bytes, %d are the most".formatted(file, one.getValue().bytes(), MOST_BYTES),
            null);
      }
      String text = text(file);
      template.check(file.toString(), text);
      byPath.put(one.getKey().toString().replace('\\', '/'), text);
    }
    return Words.over(byPath);
  }

  private static Template templateOf(Path relative, Path file) throws UnusablePromptException {
    boolean tenants = relative.getName(0).toString().equals(Words.TENANTS);
    int depth = relative.getNameCount() - (tenants ? TENANTS_DEEPER : 0);
    for (Template template : Template.values()) {
      if (relative.endsWith(template.file()) && depth >= 1 && depth <= DEEPEST) {
        return template;
      }
    }
    throw new UnusablePromptException(
        "%s is no template: there are %s, in the folder itself, in LABEL or LABEL/CLASS, and below tenants/TENANT"
            .formatted(
                file,
                Stream.of(Template.values()).map(Template::file).collect(Collectors.joining(", "))),
        null);
  }

  private static String text(Path file) throws UnusablePromptException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (CharacterCodingException e) {
      throw new UnusablePromptException(file + " is not UTF-8", e);
    } catch (IOException e) {
      throw new UnusablePromptException("cannot read %s: %s".formatted(file, e), e);
    }
  }
}
