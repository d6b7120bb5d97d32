package dev.vedette.scenarios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Time that this machine's cores had work for and did not get, because a hypervisor ran somebody
 * else: the {@code steal} of {@code /proc/stat}, see proc(5). Events that are under way then are
 * late, whatever the job does.
 */
public final class StolenTime {
  private static final Path STAT = Path.of("/proc/stat");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** Behind the word {@code cpu}: user, nice, system, idle, iowait, irq, softirq. */
  private static final int STEAL = 8;

  /** USER_HZ is 100 on every architecture that Java runs on. */
  private static final long MILLIS_PER_TICK = 10;

  private StolenTime() {}

  /** Since the machine's start, over all cores; empty where the system does not tell. */
  public static OptionalLong millis() throws IOException {
    return Files.isReadable(STAT) ? millis(Files.readAllLines(STAT)) : OptionalLong.empty();
  }

  static OptionalLong millis(List<String> stat) {
    return stat.stream()
        .map(BLANKS::split)
        .filter(words -> words[0].equals("cpu") && words.length > STEAL)
        .mapToLong(words -> Long.parseLong(words[STEAL]) * MILLIS_PER_TICK)
        .findFirst();
  }
}
