package dev.vedette.scenarios.load;

import java.util.List;

/** How a run ends. */
enum ExitCode {
  DONE(0, "all that must hold held, and every target was met"),
  BROKEN(1, "the run failed, or something that must hold did not: events, verdicts or budgets"),
  REFUSED(2, "the command was not understood; nothing was run"),
  MISSED(3, "all that must hold held, but a target was missed");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  int code() {
    return code;
  }

  String meaning() {
    return meaning;
  }

  static ExitCode of(List<Finding> findings) {
    ExitCode code = DONE;
    for (Finding finding : findings) {
      if (!finding.met()) {
        if (finding.kind() == Finding.Kind.INVARIANT) {
          return BROKEN;
        }
        code = MISSED;
      }
    }
    return code;
  }
}
