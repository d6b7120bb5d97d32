package dev.vedette.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command is to write, looked at before the work for it begins. */
public final class OutputFile {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path file;

  private OutputFile(Path file) {
    this.file = file;
  }

  /** One that may be there already, and is written over. */
  public static OutputFile anew(Path file, String option) throws FailedCommandException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null || Files.isDirectory(file)) {
      throw new FailedCommandException(
          "%s, which %s names, is a folder and not a file".formatted(file, option));
    }
    if (!Files.isDirectory(parent)) {
      throw new FailedCommandException("no folder %s for %s".formatted(parent, option));
    }
    if (!Files.isWritable(Files.exists(file) ? file : parent)) {
      throw new FailedCommandException(
          "%s, which %s names, cannot be written: no permission".formatted(file, option));
    }
    return new OutputFile(file);
  }

  /** One that is not there yet: what is there may be in service. */
  public static OutputFile first(Path file, String option) throws FailedCommandException {
    if (Files.exists(file)) {
      throw new FailedCommandException(
          "%s, which %s names, is there already: name another file".formatted(file, option));
    }
    return anew(file, option);
  }

  public void write(byte[] bytes) throws FailedCommandException {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new FailedCommandException("cannot write %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  public void writeJson(Object value) throws FailedCommandException {
    try {
      write(MAPPER.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report of numbers and text is always JSON", e);
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
