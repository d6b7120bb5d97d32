package dev.vedette.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@link TopicsMain} is told.
 *
 * @param replication empty for the broker's own default
 * @param configuration what {@link Main} takes as well
 */
record TopicsArguments(int partitions, Optional<Short> replication, List<String> configuration) {
  static final int PARTITIONS = 4;

  private static final String PARTITIONS_NAME = "--partitions";
  private static final String REPLICATION_NAME = "--replication-factor";
  private static final String CONFIG_NAME = "--config";

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException if they make no sense
   */
  static TopicsArguments of(String[] args) {
    int partitions = PARTITIONS;
    Optional<Short> replication = Optional.empty();
    List<String> configuration = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      switch (arg) {
        case PARTITIONS_NAME -> partitions = number(arg, args, ++i, Integer.MAX_VALUE);
        case REPLICATION_NAME ->
            replication = Optional.of((short) number(arg, args, ++i, Short.MAX_VALUE));
        case CONFIG_NAME -> {
          configuration.add(arg);
          configuration.add(value(arg, args, ++i));
        }
        default -> {
          if (!arg.startsWith("-D") || arg.indexOf('=') <= 2) {
            throw new IllegalArgumentException("unknown argument " + arg);
          }
          configuration.add(arg);
        }
      }
    }
    return new TopicsArguments(partitions, replication, List.copyOf(configuration));
  }

  private static String value(String name, String[] args, int at) {
    if (at == args.length) {
      throw new IllegalArgumentException(name + " has no value");
    }
    return args[at];
  }

  private static int number(String name, String[] args, int at, int most) {
    String value = value(name, args, at);
    int number;
    try {
      number = Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("%s is no number: %s".formatted(name, value), e);
    }
    if (number < 1 || number > most) {
      throw new IllegalArgumentException(
          "%s is not between 1 and %d: %s".formatted(name, most, value));
    }
    return number;
  }
}
