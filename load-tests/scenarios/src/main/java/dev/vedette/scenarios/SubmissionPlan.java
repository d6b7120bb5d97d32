package dev.vedette.scenarios;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Submissions} is told: how many, and what every scenario is told.
 *
 * @param times that the job is submitted, and that the last one's task manager is ended
 * @param heapDump file for all live objects if class loaders are left over; none if null
 */
record SubmissionPlan(int times, @Nullable Path heapDump, Arguments common) {
  SubmissionPlan {
    if (times < 2) {
      throw new IllegalArgumentException("times < 2, nothing to compare: " + times);
    }
  }

  static SubmissionPlan parse(String... args) {
    int times = 5;
    Path heapDump = null;
    List<String> others = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--times" -> times = Integer.parseInt(Arguments.value(args, ++i));
        case "--heap-dump" -> heapDump = Path.of(Arguments.value(args, ++i));
        default -> others.add(args[i]);
      }
    }
    return new SubmissionPlan(times, heapDump, Arguments.parse(others.toArray(String[]::new)));
  }
}
