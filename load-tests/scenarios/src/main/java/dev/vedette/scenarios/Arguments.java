package dev.vedette.scenarios;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario is told on its command line.
 *
 * @param events of a turn
 * @param pairs turns that count
 * @param seconds of paced load in a turn
 * @param warmUps most turns that do not count, while the compiler is still at work
 * @param out file for the result; in {@code load-tests/results} under date and scenario if null
 * @param inputs kinds of picture to measure
 * @param options over the job's own, {@code key=value}
 * @param jvm flags of the job's JVM beside those it needs
 * @param unpinned whether the job may use every core, as it may on a site, and shares them with the
 *     broker
 * @param profile whether to say in which methods the job's time goes
 */
public record Arguments(
    int events,
    int pairs,
    int seconds,
    int warmUps,
    @Nullable Path out,
    List<Input> inputs,
    List<String> options,
    List<String> jvm,
    boolean unpinned,
    boolean profile) {
  static final String USAGE =
      "usage: [--events N] [--pairs N] [--seconds N] [--warm-ups N] [--out FILE.json] [--input JPEG|RGB8|RGB8_WHOLE]"
          + " [-Dkey=value …] [--jvm FLAG …] [--unpinned] [--profile]";

  public Arguments {
    if (events < 2_000) {
      throw new IllegalArgumentException("events < 2000, too few to warm up on: " + events);
    }
    if (pairs < 1 || seconds < 1 || warmUps < 1) {
      throw new IllegalArgumentException(
          "pairs, seconds and warm-ups are at least 1: %d, %d, %d"
              .formatted(pairs, seconds, warmUps));
    }
    inputs = List.copyOf(inputs);
    options = List.copyOf(options);
    jvm = List.copyOf(jvm);
  }

  public static Arguments parse(String... args) {
    int events = 8_000;
    int pairs = 7;
    int seconds = 30;
    int warmUps = 30;
    Path out = null;
    List<Input> inputs = new ArrayList<>();
    List<String> options = new ArrayList<>();
    List<String> jvm = new ArrayList<>();
    boolean unpinned = false;
    boolean profile = false;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--events" -> events = Integer.parseInt(value(args, ++i));
        case "--pairs" -> pairs = Integer.parseInt(value(args, ++i));
        case "--seconds" -> seconds = Integer.parseInt(value(args, ++i));
        case "--warm-ups" -> warmUps = Integer.parseInt(value(args, ++i));
        case "--out" -> out = Path.of(value(args, ++i));
        case "--input" -> inputs.add(Input.valueOf(value(args, ++i)));
        case "--jvm" -> jvm.add(value(args, ++i));
        case "--unpinned" -> unpinned = true;
        case "--profile" -> profile = true;
        default -> options.add(option(args[i]));
      }
    }
    return new Arguments(
        events,
        pairs,
        seconds,
        warmUps,
        out,
        inputs.isEmpty() ? Input.USUAL : inputs,
        options,
        jvm,
        unpinned,
        profile);
  }

  /** The same with one more flag for the job's JVM, under those that were given. */
  Arguments withJvm(String flag) {
    List<String> flags = new ArrayList<>(List.of(flag));
    flags.addAll(jvm);
    return new Arguments(
        events, pairs, seconds, warmUps, out, inputs, options, flags, unpinned, profile);
  }

  /** The same for a job that needs every core. */
  public Arguments onAllCores() {
    return new Arguments(events, pairs, seconds, warmUps, out, inputs, options, jvm, true, profile);
  }

  private static String option(String arg) {
    if (!arg.startsWith("-D") || arg.indexOf('=') < 3) {
      throw new IllegalArgumentException("unknown argument %s; %s".formatted(arg, USAGE));
    }
    return arg.substring(2);
  }

  static String value(String[] args, int at) {
    if (at == args.length) {
      throw new IllegalArgumentException("%s needs a value; %s".formatted(args[at - 1], USAGE));
    }
    return args[at];
  }
}
