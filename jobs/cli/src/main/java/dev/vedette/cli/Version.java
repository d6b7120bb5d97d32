package dev.vedette.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** This build's version, as Maven wrote it into the jar. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream file = Version.class.getResourceAsStream("/vedette-cli.properties")) {
      if (file != null) {
        properties.load(file);
      }
    }
    return new String[] {
      "vedette " + properties.getProperty("version", "unknown"),
      "Java ${java.version}, ${os.name} ${os.arch}"
    };
  }
}
