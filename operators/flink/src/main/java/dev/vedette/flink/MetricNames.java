package dev.vedette.flink;

/**
 * Names and labels of Vedette's metrics, as Prometheus shows them. All of them live below the group
 * {@link #GROUP}, where the reporter takes a metric's name as it stands.
 */
public final class MetricNames {
  public static final String GROUP = "vedette";

  public static final String EVENTS_RECEIVED = "vedette_events_received_total";
  public static final String EVENTS = "vedette_events_total";
  public static final String OUTCOME = "outcome";

  /**
   * Counted in checkpointed state like the two above. What was received is the sum of the outcomes
   * before the question and of the questions; questions less last verdicts are pending.
   */
  public static final String QUESTIONS = "vedette_questions_total";

  public static final String REASON = "reason";

  /**
   * Readings that form windows are no events. What was received of them is the sum of their
   * outcomes, and the complete windows are events received.
   */
  public static final String READINGS_RECEIVED = "vedette_readings_received_total";

  public static final String READINGS = "vedette_readings_total";
  public static final String WINDOWS = "vedette_windows_total";
  static final String COMPLETE = "complete";
  static final String INCOMPLETE = "incomplete";

  public static final String GATE_SECONDS = "vedette_gate_seconds";
  public static final String GATE_BATCHES = "vedette_gate_batches_total";
  public static final String GATE_INFO = "vedette_gate_info";
  public static final String GATE_VARIANT_REFUSED = "vedette_gate_variant_refused_total";
  public static final String RELEASES = "vedette_gate_releases_total";
  public static final String RELEASE_SEQUENCE = "vedette_gate_release_sequence";
  public static final String SHADOW_EVENTS = "vedette_gate_shadow_events_total";
  public static final String SHADOW_DISAGREEMENTS = "vedette_gate_shadow_disagreements_total";
  public static final String GATE = "gate";
  public static final String VARIANT = "variant";

  /** Label of a bucket: the seconds that nothing in it exceeds. */
  static final String AT_MOST = "le";

  public static final String DEVICES = "vedette_devices";
  public static final String DEVICES_SILENT = "vedette_devices_silent";
  public static final String EPISODES = "vedette_episodes_total";
  public static final String EPISODE_WAIT_SECONDS = "vedette_episode_wait_seconds";
  public static final String LABEL = "label";

  public static final String ADMIT_READY = "vedette_admit_ready";
  public static final String QUESTIONS_GIVEN_UP = "vedette_questions_given_up_total";
  public static final String LEDGER_UNREADABLE = "vedette_ledger_unreadable_total";
  public static final String ORDERS_READ_AGE_SECONDS = "vedette_orders_read_age_seconds";

  public static final String DEFERRED_QUESTIONS = "vedette_deferred_questions";
  public static final String DEFERRED_BYTES = "vedette_deferred_bytes";
  public static final String DEFERRED_AGE_SECONDS = "vedette_deferred_oldest_age_seconds";
  public static final String DEFERRED_RECALLED = "vedette_deferred_recalled_total";
  public static final String DEFERRED_CLOSED = "vedette_deferred_closed_total";
  public static final String DEFERRED_CROWDED_OUT = "vedette_deferred_crowded_out_total";
  public static final String DEFERRED_LOST = "vedette_deferred_lost_total";
  public static final String DEFERRED_UNREAD = "vedette_deferred_unread_total";

  public static final String DEAD_LETTERS_HELD_BYTES = "vedette_dead_letters_held_bytes";
  public static final String DEAD_LETTERS_THINNED = "vedette_dead_letters_thinned_total";

  public static final String SINK_HELD_BYTES = "vedette_sink_held_bytes";

  public static final String CLOUD_CALLS = "vedette_cloud_calls_total";
  public static final String CLOUD_CALL_SECONDS = "vedette_cloud_call_seconds";
  public static final String IN_FLIGHT = "vedette_in_flight";

  /** 0 closed, which lets calls through; 1 half open; 2 open. */
  public static final String BREAKER_STATE = "vedette_breaker_state";

  public static final String CALL_LIMIT = "vedette_call_limit";
  public static final String CALL_LIMIT_WANTED = "vedette_call_limit_wanted";
  public static final String CALL_PAUSE_SECONDS = "vedette_call_pause_seconds";
  public static final String CALL_RATE_LIMIT = "vedette_call_rate_limit";
  public static final String PRICE_AGE_SECONDS = "vedette_price_age_seconds";
  public static final String EGRESS_BYTES = "vedette_egress_bytes_total";
  public static final String COST_USD = "vedette_cost_usd_total";
  public static final String TOKENS = "vedette_tokens_total";
  public static final String CALLS_HEDGED = "vedette_calls_hedged_total";
  public static final String HEDGES_WON = "vedette_hedges_won_total";
  public static final String ANSWERS_REUSED = "vedette_answers_reused_total";

  /** How a tenant stands with a limit, in one period of it. */
  public static final String BUDGET_LIMIT_USD = "vedette_budget_limit_usd";

  public static final String BUDGET_SPENT_USD = "vedette_budget_spent_usd";
  public static final String BUDGET_UNKNOWN_USD = "vedette_budget_unknown_usd";
  public static final String BUDGET_RESERVED_USD = "vedette_budget_reserved_usd";
  public static final String BUDGET_WARNINGS = "vedette_budget_warnings_total";
  static final String BUDGET = "budget";
  static final String PERIOD = "period";
  static final String PERCENT = "percent";
  public static final String STAGE = "stage";
  static final String ADMIT = "admit";
  static final String ASK = "ask";
  public static final String JOURNAL_FAILURES = "vedette_journal_failures_total";
  public static final String PROVIDER = "provider";
  public static final String MODEL = "model";
  public static final String RESULT = "result";
  static final String ANSWERED = "answered";
  public static final String TOPIC = "topic";
  public static final String TENANT = "tenant";
  static final String OTHER_TENANTS = "other";
  public static final String CLASS = "class";
  static final String INPUT = "input";
  static final String CACHED_INPUT = "cached-input";
  static final String CACHE_WRITE = "cache-write";
  static final String OUTPUT = "output";
  static final String REASONING = "reasoning";

  /** Rejected events that the brain was to be asked about; none of them is a question above. */
  public static final String AUDIT_EVENTS = "vedette_audit_events_total";

  static final String SAMPLED = "sampled";

  /** These three are by device class and gate, each with its 95 % interval. */
  public static final String AUDIT_MISSED_RATIO = "vedette_audit_missed_ratio";

  public static final String GATE_RECALL = "vedette_gate_recall";
  public static final String GATE_PRECISION = "vedette_gate_precision";
  public static final String BOUND = "bound";
  static final String ESTIMATE = "estimate";
  static final String LOW = "low";
  static final String HIGH = "high";

  public static final String AVOIDED_CALLS = "vedette_avoided_calls_total";
  public static final String AVOIDED_USD = "vedette_avoided_usd_total";
  public static final String CAUSE = "cause";

  public static final String CAPTURE_TO_VERDICT_SECONDS = "vedette_capture_to_verdict_seconds";
  public static final String REVISION = "revision";
  static final String FIRST = "first";
  static final String LAST = "last";

  /** The reporter multiplies the value by this and does not show it as a label. */
  static final String SCALE = "__scale";

  static final String MICROS = "1e-6";

  private MetricNames() {}
}
