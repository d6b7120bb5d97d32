package dev.vedette.scenarios.peers;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.scenarios.Jvm;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The plain Python consumer, in a process of its own on the job's core.
 *
 * @param python that has what {@code load-tests/peers/requirements.txt} lists
 * @param model its file
 */
record PythonPeer(String python, String model) {
  private static final Path FOLDER = Path.of("load-tests", "peers");
  private static final Path SCHEMA = Path.of("schemas", "src", "main", "avro", "CameraFrame.avsc");

  /** What it says at its end. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Said(double perSecond, double cpuMicros, double meanScore, String engine) {
    Turn turn() {
      return new Turn(perSecond, cpuMicros, 1);
    }
  }

  Said run(String bootstrap, String topic, int count) throws IOException, InterruptedException {
    Path script = FOLDER.resolve("consumer.py");
    if (!Files.isReadable(script)) {
      throw new IOException(script + " is not here: start it in the folder of the project");
    }
    List<String> command = new ArrayList<>();
    if (Jvm.pins()) {
      command.addAll(List.of("taskset", "-c", "" + Jvm.jobCore()));
    }
    command.addAll(
        List.of(
            python,
            script.toString(),
            "--bootstrap",
            bootstrap,
            "--topic",
            topic,
            "--results",
            FlinkPeer.resultsTopic(),
            "--count",
            "" + count,
            "--schema",
            SCHEMA.toString(),
            "--model",
            FOLDER.resolve(model).toString()));
    var builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "3");
    Process process = builder.start();
    String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException(
          "%s ended with %d; it needs a Python with all of %s"
              .formatted(String.join(" ", command), exit, FOLDER.resolve("requirements.txt")));
    }
    return read(line);
  }

  static Said read(String line) throws IOException {
    return new ObjectMapper().readValue(line, Said.class);
  }
}
