package dev.vedette.cli.gate;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.produce.CsvLine;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Verdicts that somebody has checked, as a CSV file with the columns {@code picture} and {@code
 * label}, and {@code scene} where it is known. Pictures are named from the file's own folder.
 *
 * <p>The whole file is read before a picture is: a line that is wrong is a mistake in the file.
 */
final class VerdictFile {
  private static final String PICTURE = "picture";
  private static final String LABEL = "label";
  private static final String SCENE = "scene";

  private final Path file;
  private final String label;

  VerdictFile(Path file, String label) {
    this.file = file;
    this.label = label;
  }

  List<LabelledPicture> read() throws FailedCommandException {
    List<String> lines = lines();
    List<String> columns = lines.isEmpty() ? List.of() : fields(lines.get(0), 1);
    if (!columns.contains(PICTURE) || !columns.contains(LABEL)) {
      throw wrong(1, "the first line names the columns picture and label, and perhaps scene");
    }
    List<LabelledPicture> pictures = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        pictures.add(picture(columns, fields(lines.get(i), i + 1), i + 1));
      }
    }
    if (pictures.isEmpty()) {
      throw new FailedCommandException("no pictures in " + file);
    }
    return pictures;
  }

  private LabelledPicture picture(List<String> columns, List<String> fields, int number)
      throws FailedCommandException {
    if (fields.size() != columns.size()) {
      throw wrong(number, "%d fields, %d columns".formatted(fields.size(), columns.size()));
    }
    String named = fields.get(columns.indexOf(PICTURE));
    int scene = columns.indexOf(SCENE);
    Path picture = file.resolveSibling(named);
    if (named.isEmpty() || !Files.isRegularFile(picture)) {
      throw wrong(number, "no picture " + picture);
    }
    return new LabelledPicture(
        picture,
        isPositive(fields.get(columns.indexOf(LABEL)), number),
        scene < 0 || fields.get(scene).isEmpty() ? named : fields.get(scene) + "/");
  }

  private boolean isPositive(String said, int number) throws FailedCommandException {
    if (said.equals(label) || said.equals("positive")) {
      return true;
    }
    if (said.equals("not-" + label) || said.equals("negative")) {
      return false;
    }
    throw wrong(number, "the label is '%s', not %s or not-%s".formatted(said, label, label));
  }

  private List<String> lines() throws FailedCommandException {
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new FailedCommandException(file + " is not UTF-8", e);
    } catch (IOException e) {
      throw new FailedCommandException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private List<String> fields(String line, int number) throws FailedCommandException {
    return CsvLine.split(line.replace("\uFEFF", ""))
        .orElseThrow(() -> wrong(number, "a quote is not closed"));
  }

  private FailedCommandException wrong(int number, String fact) {
    return new FailedCommandException("%s, line %d: %s".formatted(file, number, fact));
  }
}
