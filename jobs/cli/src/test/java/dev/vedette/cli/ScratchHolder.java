package dev.vedette.cli;

import java.io.OutputStream;
import java.nio.file.Path;

/** A process that has a scratch folder and says which, until its input ends or it is killed. */
final class ScratchHolder {
  private ScratchHolder() {}

  public static void main(String[] args) throws Exception {
    try (var folder = ScratchFolder.createIn(Path.of(args[0]))) {
      System.out.println(folder.path());
      System.out.flush();
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
