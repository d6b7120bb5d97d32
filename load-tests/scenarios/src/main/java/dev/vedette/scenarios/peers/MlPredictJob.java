package dev.vedette.scenarios.peers;

import dev.vedette.scenarios.CloudSite;
import dev.vedette.scenarios.JobOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * Flink's own ML_PREDICT between two topics, with its OpenAI provider, in this process. An answer
 * has its question's timestamp.
 */
final class MlPredictJob implements AutoCloseable {
  static final String ANSWERS = "answers";

  private static final String TIMEOUT = "10 min";

  private final JobClient job;

  private MlPredictJob(JobClient job) {
    this.job = job;
  }

  static MlPredictJob start(String bootstrap, String baseUrl) {
    var env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            Configuration.fromMap(JobOptions.ofCluster()));
    env.setParallelism(1);
    var tables = StreamTableEnvironment.create(env);
    tables.executeSql(table("questions", "question", bootstrap, TextQuestions.TOPIC));
    tables.executeSql(table("answers", "answer", bootstrap, ANSWERS));
    tables.executeSql(
        "CREATE MODEL asker INPUT (question STRING) OUTPUT (answer STRING) WITH ("
            + quoted(model(baseUrl), " = ")
            + ")");
    var sent =
        tables.executeSql(
            "INSERT INTO answers SELECT answer, asked FROM ML_PREDICT(TABLE questions, MODEL asker,"
                + " DESCRIPTOR(question), MAP["
                + quoted(call(), ", ")
                + "])");
    return new MlPredictJob(sent.getJobClient().orElseThrow());
  }

  /** Of the model: a refused call is made again by the client. */
  static Map<String, String> model(String baseUrl) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("provider", "openai");
    options.put("endpoint", baseUrl + "/chat/completions");
    options.put("api-key", "none");
    options.put("model", "simulated");
    options.put("system-prompt", TextQuestions.SYSTEM);
    options.put("max-tokens", "200");
    options.put("error-handling-strategy", "retry");
    options.put("retry-num", "100");
    options.put("retry-fallback-strategy", "ignore");
    return options;
  }

  /** Of the function: as many calls at a time as Vedette may make, in whatever order they end. */
  static Map<String, String> call() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("async", "true");
    options.put("max-concurrent-operations", "" + CloudSite.PERMITS);
    options.put("output-mode", "ALLOW_UNORDERED");
    options.put("timeout", TIMEOUT);
    return options;
  }

  private static String table(String name, String column, String bootstrap, String topic) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("connector", "kafka");
    options.put("topic", topic);
    options.put("properties.bootstrap.servers", bootstrap);
    options.put("scan.startup.mode", "earliest-offset");
    options.put("value.format", "raw");
    return "CREATE TABLE %s (%s STRING, asked TIMESTAMP_LTZ(3) METADATA FROM 'timestamp') WITH (%s)"
        .formatted(name, column, quoted(options, " = "));
  }

  /** SQL's literals, with single quotes doubled. */
  static String quoted(Map<String, String> options, String between) {
    var sql = new StringBuilder();
    options.forEach(
        (key, value) ->
            sql.append(sql.isEmpty() ? "" : ", ")
                .append("'%s'%s'%s'".formatted(key, between, value.replace("'", "''"))));
    return sql.toString();
  }

  @Override
  public void close() throws Exception {
    job.cancel().get();
  }
}
