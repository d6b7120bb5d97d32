package dev.vedette.cli.letters;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.JobOptions;
import dev.vedette.cli.Version;
import dev.vedette.cli.text.Sheet;
import dev.vedette.cli.text.Spelling;
import dev.vedette.core.event.DeadLetter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "All that is known of one dead letter, and its record's bytes in a file.",
    footerHeading = "%nExamples:%n",
    footer = "  vedette dead-letters show 0:17 --config job.yaml --out record.bin")
final class DeadLettersShowCommand implements Callable<Integer> {
  private static final int SHOWN_BYTES = 32;

  @Spec private CommandSpec spec;
  @Mixin private JobOptions job;

  @Parameters(
      paramLabel = "PLACE",
      converter = LetterPlace.Converter.class,
      description = "Where it stands, as 'list' shows it: 0:17.")
  private LetterPlace place;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "A new file for the bytes that were kept.")
  private @Nullable Path file;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  DeadLettersShowCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try (Letters letters = Letters.reach(job.configuration())) {
      DeadLetter letter = letters.at(place).letter();
      print(letter, new Sheet(out));
      if (file != null) {
        write(letter.bytes(), file);
      }
    }
    return 0;
  }

  private static void print(DeadLetter letter, Sheet sheet) {
    var origin = letter.origin();
    sheet.fact("reason", letter.reason().wireName());
    sheet.fact("detail", Spelling.plain(letter.detail()));
    sheet.fact(
        "came from",
        "%s, partition %d, offset %d, at %s"
            .formatted(origin.topic(), origin.partition(), origin.offset(), origin.appendedAt()));
    sheet.fact("buried at", letter.at().toString());
    sheet.fact("length", letter.length() + " bytes");
    sheet.fact("SHA-256", letter.sha256());
    sheet.fact(
        "kept",
        letter.bytes().length == letter.length()
            ? "all of it"
            : "the first %d bytes".formatted(letter.bytes().length));
    byte[] head = Arrays.copyOf(letter.bytes(), Math.min(SHOWN_BYTES, letter.bytes().length));
    sheet.fact("begins", HexFormat.ofDelimiter(" ").formatHex(head));
  }

  private static void write(byte[] bytes, Path file) throws FailedCommandException {
    try {
      Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw new FailedCommandException(file + " is there already; name a new file", e);
    } catch (IOException e) {
      throw new FailedCommandException("cannot write %s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
