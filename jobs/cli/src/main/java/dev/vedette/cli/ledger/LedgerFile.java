package dev.vedette.cli.ledger;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.vedette.cli.FailedCommandException;
import dev.vedette.core.brain.Answer;
import dev.vedette.core.money.LedgerLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A ledger as a file: JSON, an object a line, with the fields of a line of the ledger by their
 * names. What the model wrote is left out: it may be about people, and is no money.
 */
public final class LedgerFile {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
          .build();

  /** What files of older versions do not have, and need not have. */
  private static final List<String> ADDED_LATER = List.of("repeats");

  private LedgerFile() {}

  public static void write(LedgerLine line, OutputStream out) throws IOException {
    MAPPER.writeValue(out, withoutWords(line));
    out.write('\n');
  }

  private static LedgerLine withoutWords(LedgerLine line) {
    Answer answer = line.answer();
    Answer wordless =
        answer == null
            ? null
            : new Answer(
                answer.opinion(),
                "",
                answer.usage(),
                answer.costMicros(),
                answer.provider(),
                answer.model(),
                answer.requestId(),
                answer.cloudMicros(),
                answer.sentBytes(),
                answer.simulated());
    return new LedgerLine(
        line.entry(),
        line.accountKey(),
        line.at(),
        line.micros(),
        line.call(),
        wordless,
        line.reason(),
        line.epoch(),
        line.grant(),
        line.avoided(),
        line.evidence(),
        line.repeats());
  }

  /** Hands over all lines of a file; a single one that cannot be read is a failure. */
  static void read(Path file, Consumer<LedgerLine> taker) throws FailedCommandException {
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        number++;
        if (!text.isBlank()) {
          taker.accept(line(text, file, number));
        }
      }
    } catch (JsonProcessingException e) {
      throw new FailedCommandException(notALine(file, number, e.getOriginalMessage()), e);
    } catch (CharacterCodingException e) {
      throw new FailedCommandException(file + ": not UTF-8", e);
    } catch (NoSuchFileException e) {
      throw new FailedCommandException(
          "there is no file %s: 'vedette cost export' makes one".formatted(file), e);
    } catch (IOException e) {
      throw new FailedCommandException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static LedgerLine line(String text, Path file, int number)
      throws JsonProcessingException, FailedCommandException {
    JsonNode node = MAPPER.readTree(text);
    if (node instanceof ObjectNode fields) {
      for (String name : ADDED_LATER) {
        if (!fields.has(name)) {
          fields.putNull(name);
        }
      }
    }
    LedgerLine line = MAPPER.treeToValue(node, LedgerLine.class);
    if (line == null) { // JSON's null
      throw new FailedCommandException(notALine(file, number, "null"));
    }
    return line;
  }

  private static String notALine(Path file, int number, String why) {
    String plain = why.replaceFirst("; `DeserializationFeature.*", ""); // Jackson's own remedy
    return "%s, line %d is no line of a ledger as 'vedette cost export' writes it: %s"
        .formatted(file, number, plain);
  }
}
