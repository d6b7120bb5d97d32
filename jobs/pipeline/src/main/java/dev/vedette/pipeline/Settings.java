package dev.vedette.pipeline;

import dev.vedette.cloud.provider.ProviderOptions;
import dev.vedette.cloud.road.RoadOptions;
import dev.vedette.core.audit.AuditPolicy;
import dev.vedette.core.brain.Discretion;
import dev.vedette.core.episode.EpisodePolicy;
import dev.vedette.core.gate.LimitGate;
import dev.vedette.core.money.RateCap;
import dev.vedette.core.verdict.EdgeTexts;
import dev.vedette.core.watch.WatchRules;
import dev.vedette.djl.GateSource;
import dev.vedette.flink.AdmissionSettings;
import dev.vedette.flink.AskSettings;
import dev.vedette.flink.EpisodeSettings;
import dev.vedette.flink.JudgeSettings;
import dev.vedette.flink.RoadsOpener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/** Options translated into what the operators take. Operators know values, not keys. */
final class Settings {
  private final OptionReader options;
  private final VerdictSettings verdicts;

  Settings(ReadableConfig config) {
    this.options = new OptionReader(config);
    this.verdicts = new VerdictSettings(options);
  }

  /** What counts, read here, so that the job carries it and no task needs the file. */
  WatchRules watch() throws InvalidConfigurationException {
    Optional<String> file = options.optional(WatchOptions.WATCH_RULES);
    if (file.isEmpty()) {
      return WatchRules.NONE;
    }
    Path path = options.valid(() -> Path.of(file.get()), WatchOptions.WATCH_RULES);
    try {
      return WatchFile.read(path);
    } catch (InvalidConfigurationException e) {
      throw new InvalidConfigurationException(
          "%s: %s".formatted(WatchOptions.WATCH_RULES.key(), e.getMessage()), e);
    }
  }

  GateSource gate(WatchRules watch) throws InvalidConfigurationException {
    String location = options.get(GateOptions.GATE_LOCATION);
    Double threshold = options.optional(GateOptions.GATE_THRESHOLD).orElse(null);
    String variant = options.optional(GateOptions.GATE_VARIANT).orElse(null);
    int maxBatch = options.get(GateOptions.GATE_BATCH);
    return options.valid(
        () -> new GateSource(location, threshold, variant, maxBatch, watch),
        GateOptions.GATE_LOCATION,
        GateOptions.GATE_THRESHOLD,
        GateOptions.GATE_VARIANT,
        GateOptions.GATE_BATCH);
  }

  JudgeSettings judging() throws InvalidConfigurationException {
    int maxBatch = options.get(GateOptions.GATE_BATCH);
    Duration maxWait = options.notNegative(GateOptions.GATE_WAIT);
    double dutyCycle = options.get(GateOptions.DUTY_CYCLE);
    double shadowShare = options.get(GateOptions.SHADOW_SHARE);
    AuditPolicy audit = audit();
    return options.valid(
        () -> new JudgeSettings(maxBatch, maxWait, dutyCycle, shadowShare, false, audit),
        GateOptions.GATE_BATCH,
        GateOptions.DUTY_CYCLE,
        GateOptions.SHADOW_SHARE);
  }

  AuditPolicy audit() throws InvalidConfigurationException {
    return new AuditSettings(options).policy();
  }

  Map<String, LimitGate.Limits> sensorLimits() throws InvalidConfigurationException {
    Map<String, LimitGate.Limits> limits = new HashMap<>();
    for (var given : options.get(GateOptions.SENSOR_LIMITS).entrySet()) {
      limits.put(
          given.getKey(),
          options.valid(() -> limits(given.getKey(), given.getValue()), GateOptions.SENSOR_LIMITS));
    }
    return limits;
  }

  private static LimitGate.Limits limits(String channel, String range) {
    String[] ends = range.split("\\.\\.", -1);
    if (ends.length != 2) {
      throw new IllegalArgumentException("'%s' of %s is not 'low..high'".formatted(range, channel));
    }
    return new LimitGate.Limits(
        Double.parseDouble(ends[0].trim()), Double.parseDouble(ends[1].trim()));
  }

  EpisodeSettings episodes(WatchRules watch) throws InvalidConfigurationException {
    Duration quietGap = options.positive(EpisodeOptions.QUIET_GAP);
    Duration silence = options.positive(EpisodeOptions.SILENCE);
    Duration allowedLateness = options.notNegative(EpisodeOptions.ALLOWED_LATENESS);
    @Nullable Duration askAgain = options.optional(EpisodeOptions.ASK_AGAIN).orElse(null);
    EpisodePolicy usual =
        options.valid(
            () -> new EpisodePolicy(quietGap, silence, allowedLateness, askAgain),
            EpisodeOptions.QUIET_GAP,
            EpisodeOptions.SILENCE,
            EpisodeOptions.ALLOWED_LATENESS,
            EpisodeOptions.ASK_AGAIN);
    Map<String, EpisodePolicy> classes = new HashMap<>();
    for (var given : options.get(EpisodeOptions.EPISODE_CLASSES).entrySet()) {
      classes.put(
          given.getKey(),
          options.valid(
              () -> episodePolicy(given.getValue(), askAgain), EpisodeOptions.EPISODE_CLASSES));
    }
    return new EpisodeSettings(
        usual,
        classes,
        options.positive(EventOptions.DUPLICATE_WINDOW),
        options.positive(EpisodeOptions.SILENT_AFTER),
        watch);
  }

  /**
   * @param askAgain where the words say nothing of it
   */
  private static EpisodePolicy episodePolicy(String words, @Nullable Duration askAgain) {
    String[] parts = words.trim().split("\\s+", -1);
    if (parts.length != 3 && parts.length != 4) {
      throw new IllegalArgumentException(
          "'%s' is not 'quiet-gap silence allowed-lateness', or these and 'ask-again'"
              .formatted(words));
    }
    return new EpisodePolicy(
        TimeUtils.parseDuration(parts[0]),
        TimeUtils.parseDuration(parts[1]),
        TimeUtils.parseDuration(parts[2]),
        parts.length < 4
            ? askAgain
            : parts[3].equals("-") ? null : TimeUtils.parseDuration(parts[3]));
  }

  AdmissionSettings admission() throws InvalidConfigurationException {
    int callsPerMinute = options.get(AskOptions.CALLS_PER_MINUTE);
    int burst = options.get(AskOptions.CALL_BURST);
    RateCap cap =
        options.valid(
            () -> new RateCap(callsPerMinute, Duration.ofMinutes(1), burst),
            AskOptions.CALLS_PER_MINUTE,
            AskOptions.CALL_BURST);
    var policies = verdicts.policies();
    int mostBilled = options.get(DeferralOptions.MAX_CALLS);
    Duration memory = JournalMemory.of(options);
    int calls = asking().retries().mostCalls();
    return options.valid(
        () -> new AdmissionSettings(cap, policies, calls, mostBilled, memory),
        DeferralOptions.MAX_CALLS);
  }

  /** What the edge says for people. */
  EdgeTexts texts() throws InvalidConfigurationException {
    return verdicts.texts();
  }

  AskSettings asking() throws InvalidConfigurationException {
    return new CallSettings(options).asking();
  }

  /** The roads to these providers. */
  RoadsOpener roads(List<ProviderOptions> providers, Discretion discretion)
      throws InvalidConfigurationException {
    Optional<String> prompts = options.optional(AskOptions.PROMPTS);
    if (prompts.isPresent()) {
      options.valid(() -> Path.of(prompts.get()), AskOptions.PROMPTS);
    }
    return new ProviderRoads(providers, roads(), prompts.orElse(null), discretion);
  }

  private RoadOptions roads() throws InvalidConfigurationException {
    int window = options.get(BreakerOptions.WINDOW);
    double failures = options.get(BreakerOptions.FAILURES);
    Duration firstWait = options.positive(BreakerOptions.FIRST_WAIT);
    Duration longestWait = options.positive(BreakerOptions.LONGEST_WAIT);
    return options.valid(
        () -> new RoadOptions(window, failures, firstWait, longestWait),
        BreakerOptions.WINDOW,
        BreakerOptions.FAILURES,
        BreakerOptions.FIRST_WAIT,
        BreakerOptions.LONGEST_WAIT);
  }
}
