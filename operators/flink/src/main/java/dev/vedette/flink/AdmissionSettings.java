package dev.vedette.flink;

import dev.vedette.core.money.RateCap;
import dev.vedette.core.verdict.VerdictPolicy;
import java.io.Serializable;
import java.time.Duration;

/**
 * What may be asked, and what is said meanwhile.
 *
 * @param cap of every account
 * @param journalMemory how long answers that earlier runs paid for are kept for questions that are
 *     still being replayed
 */
public record AdmissionSettings(RateCap cap, VerdictPolicy policy, Duration journalMemory)
    implements Serializable {}
