package dev.vedette.core.money;

import org.jspecify.annotations.Nullable;

/**
 * A ledger line and where it stands in the topic. One that cannot be read is still known by its
 * place and by the tenant it is about.
 *
 * @param accountKey the line's key in the topic
 * @param line null if it cannot be read
 * @param objection why not, otherwise empty
 */
public record JournalLine(
    String accountKey, @Nullable LedgerLine line, String objection, JournalPosition position) {
  public JournalLine {
    if (line != null && !line.accountKey().equals(accountKey)) {
      throw new IllegalArgumentException(
          "accountKey %s of a line about %s".formatted(accountKey, line.accountKey()));
    }
  }

  public JournalLine(LedgerLine line, JournalPosition position) {
    this(line.accountKey(), line, "", position);
  }

  public static JournalLine unreadable(
      String accountKey, String objection, JournalPosition position) {
    return new JournalLine(accountKey, null, objection, position);
  }
}
