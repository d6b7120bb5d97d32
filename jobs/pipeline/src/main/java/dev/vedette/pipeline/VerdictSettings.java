package dev.vedette.pipeline;

import dev.vedette.core.gate.LabelRules;
import dev.vedette.core.verdict.EdgeTexts;
import dev.vedette.core.verdict.VerdictPolicy;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Options translated into what is said of an event, and when. */
final class VerdictSettings {
  private final OptionReader options;

  VerdictSettings(OptionReader options) {
    this.options = options;
  }

  LabelRules<VerdictPolicy> policies() throws InvalidConfigurationException {
    String usual = options.get(VerdictOptions.POLICY);
    VerdictPolicy policy =
        options.valid(() -> OptionReader.word(VerdictPolicy.class, usual), VerdictOptions.POLICY);
    Map<String, VerdictPolicy> rules = new HashMap<>();
    for (var given : options.get(VerdictOptions.POLICY_RULES).entrySet()) {
      rules.put(
          given.getKey().trim(),
          options.valid(
              () -> OptionReader.word(VerdictPolicy.class, given.getValue().trim()),
              VerdictOptions.POLICY_RULES));
    }
    return options.valid(() -> new LabelRules<>(policy, rules), VerdictOptions.POLICY_RULES);
  }

  /** Read here, so that the job carries them and no task needs the file. */
  EdgeTexts texts() throws InvalidConfigurationException {
    Optional<String> file = options.optional(VerdictOptions.TEXTS);
    return file.isEmpty()
        ? EdgeTexts.shipped()
        : options.valid(
            () -> EdgeTexts.shipped().with(read(Path.of(file.get()))), VerdictOptions.TEXTS);
  }

  private static EdgeTexts read(Path file) {
    try (Reader in = Files.newBufferedReader(file)) {
      return EdgeTexts.from(in);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("%s: there is no such file".formatted(file), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("%s: cannot be read (%s)".formatted(file, e), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
