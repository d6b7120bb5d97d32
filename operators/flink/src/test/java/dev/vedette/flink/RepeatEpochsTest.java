package dev.vedette.flink;

import static dev.vedette.flink.Examples.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.money.JournalLine;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.flink.streaming.api.operators.StreamFlatMap;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RepeatEpochsTest {
  private static final int LINES = 5 * RepeatEpochs.EVERY_LINES;

  @Test
  void linesPassAsTheyAre() throws Exception {
    List<JournalLine> lines =
        List.of(epoch("epoch-0", "a", 0, 0), other("x", 0, 1), other("y", 1, 0));
    assertThat(through(lines)).isEqualTo(lines);
  }

  @Test
  void theNewestEpochLineOfEachKeyIsSaidAgainAtThePlaceThatWasReadTo() throws Exception {
    List<JournalLine> lines = new ArrayList<>();
    lines.add(epoch("epoch-0", "an earlier run", 0, 0));
    lines.add(epoch("epoch-0", "this run", 0, 1));
    lines.add(epoch("epoch-3", "this run", 0, 2));
    for (int offset = 3; offset < RepeatEpochs.EVERY_LINES; offset++) {
      lines.add(other("x", 0, offset));
    }
    List<JournalLine> passed = through(lines);
    int last = RepeatEpochs.EVERY_LINES - 1;
    assertThat(passed.subList(0, lines.size())).isEqualTo(lines);
    assertThat(passed.subList(lines.size(), passed.size()))
        .containsExactlyInAnyOrder(
            epoch("epoch-0", "this run", 0, last), epoch("epoch-3", "this run", 0, last));
  }

  @Test
  void partitionsAreCountedApart() throws Exception {
    List<JournalLine> lines = new ArrayList<>();
    lines.add(epoch("epoch-0", "a", 0, 0));
    lines.add(epoch("epoch-0", "a", 1, 0));
    for (int offset = 1; offset < RepeatEpochs.EVERY_LINES; offset++) {
      lines.add(other("x", 0, offset));
    }
    assertThat(through(lines)).hasSize(lines.size() + 1);
  }

  /** What a grant says of the ledger rests on this. */
  @Test
  void nobodyIsTheFarBehindAndNobodyIsToldOfMoreThanHasReachedHim() throws Exception {
    var random = new Random(42);
    List<String> readers = List.of("epoch-0", "epoch-1", "epoch-2");
    Map<String, Set<Long>> own = new HashMap<>();
    List<JournalLine> lines = new ArrayList<>();
    for (int offset = 0; offset < LINES; offset++) {
      // The last reader has no account in this partition.
      String reader = readers.get(offset < 3 ? offset : random.nextInt(2));
      own.computeIfAbsent(reader, r -> new HashSet<>()).add((long) offset);
      lines.add(offset < 3 ? epoch(reader, "a", 0, offset) : other("of " + reader, 0, offset));
    }
    Map<String, Set<Long>> reached = new HashMap<>();
    Map<String, Long> folded = new HashMap<>();
    long read = 0;
    for (JournalLine line : through(lines)) {
      String reader = line.accountKey().replace("of ", "");
      long offset = line.position().offset();
      read = Math.max(read, offset + 1);
      reached.computeIfAbsent(reader, r -> new HashSet<>()).add(offset);
      folded.merge(reader, offset + 1, Math::max);

      long told = folded.get(reader);
      // The sets themselves, because the assertion's own look compares each with each.
      assertThat(
              reached
                  .get(reader)
                  .containsAll(own.get(reader).stream().filter(mine -> mine < told).toList()))
          .as("all lines of %s before %d have reached it", reader, told)
          .isTrue();
    }
    assertThat(read).isEqualTo(LINES);
    assertThat(folded.keySet()).containsExactlyInAnyOrderElementsOf(readers);
    assertThat(folded.values()).allMatch(told -> told > LINES - RepeatEpochs.EVERY_LINES);
  }

  private static JournalLine epoch(String key, String epoch, int partition, long offset) {
    return new JournalLine(
        LedgerLine.epoch(key, epoch, START), new JournalPosition(partition, offset));
  }

  /** What it says does not matter here, and one that cannot be read is the shortest to write. */
  private static JournalLine other(String key, int partition, long offset) {
    return JournalLine.unreadable(key, "not read", new JournalPosition(partition, offset));
  }

  private static List<JournalLine> through(List<JournalLine> lines) throws Exception {
    try (var repeat =
        new OneInputStreamOperatorTestHarness<>(new StreamFlatMap<>(new RepeatEpochs()))) {
      repeat.open();
      for (JournalLine line : lines) {
        repeat.processElement(new StreamRecord<>(line));
      }
      return repeat.extractOutputValues();
    }
  }
}
