package dev.vedette.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.auth.SaslExtensionsCallback;
import org.apache.kafka.common.security.scram.ScramExtensionsCallback;

/**
 * Answers Kafka's question for user and password, the password from a file on the machine that logs
 * in.
 *
 * <p>The file is read for every login, so that a changed password is in force with the next
 * connection. Line breaks at its end do not belong to the password: editors leave them there.
 *
 * <p>Kafka makes it by its class name and hands it the options {@value #USER} and {@value #FILE} of
 * {@code sasl.jaas.config}. SCRAM and PLAIN both ask in this way.
 */
public final class SaslPasswordFile implements AuthenticateCallbackHandler {
  static final String USER = "vedetteUser";
  static final String FILE = "vedettePasswordFile";

  private String user = "";
  private Path file = Path.of("");

  /** Called by Kafka. */
  public SaslPasswordFile() {}

  @Override
  public void configure(
      Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> entries) {
    for (AppConfigurationEntry entry : entries) {
      if (entry.getOptions().get(USER) instanceof String name
          && entry.getOptions().get(FILE) instanceof String path) {
        user = name;
        file = Path.of(path);
        return;
      }
    }
    throw new ConfigException("sasl.jaas.config", mechanism, "has no " + USER + " and " + FILE);
  }

  @Override
  public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
    for (Callback callback : callbacks) {
      if (callback instanceof NameCallback name) {
        name.setName(user);
      } else if (callback instanceof PasswordCallback password) {
        password.setPassword(read());
      } else if (!(callback instanceof ScramExtensionsCallback)
          && !(callback instanceof SaslExtensionsCallback)) {
        throw new UnsupportedCallbackException(callback);
      }
    }
  }

  private char[] read() throws IOException {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IOException("cannot read the password file " + file, e);
    }
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    if (end == 0) {
      throw new IOException("the password file %s is empty".formatted(file));
    }
    return text.substring(0, end).toCharArray();
  }

  @Override
  public void close() {}
}
