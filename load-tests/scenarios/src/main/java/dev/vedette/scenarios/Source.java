package dev.vedette.scenarios;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A {@link SourceMain} in its own JVM, as this JVM holds it. */
public final class Source implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter commands;
  private final String bootstrap;
  private final String providerUrl;

  private Source(Process process) throws IOException {
    this.process = process;
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.commands =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    String[] places = answer().split(" ", -1);
    this.bootstrap = places[0];
    this.providerUrl = places[1];
  }

  static Source start() throws IOException {
    return start(SourceMain.class);
  }

  /**
   * Starts another world. Its first line says where its broker is and where its provider, a dash if
   * there is none.
   */
  public static Source start(Class<?> main) throws IOException {
    return new Source(Jvm.startBeside(main));
  }

  public String bootstrap() {
    return bootstrap;
  }

  /** Of a simulated provider. */
  String providerUrl() {
    return providerUrl;
  }

  /** Sends as fast as it can and returns when all is in the topic. */
  void fill(Input input, int events) throws IOException {
    send(input, events, 0, 0);
  }

  /** The same, with a face in each so-manieth picture, before a camera of its own. */
  void fillWithFaces(Input input, int events, int faceEvery) throws IOException {
    send(input, events, 0, faceEvery);
  }

  /** Sends on schedule and returns when all is in the topic. */
  void pace(Input input, int events, double perSecond) throws IOException {
    send(input, events, perSecond, 0);
  }

  private void send(Input input, int events, double perSecond, int faceEvery) throws IOException {
    tell("%s %d %s %d".formatted(input.name(), events, perSecond, faceEvery));
  }

  /** Waits until it has done what it is told. */
  public void tell(String line) throws IOException {
    commands.write(line + '\n');
    commands.flush();
    answer();
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the broker's process has ended: pid " + process.pid());
    }
    return line;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    commands.close();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
