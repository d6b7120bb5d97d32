package dev.vedette.scenarios;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Somebody else's calls with the same key, which bear no name of ours. */
final class StolenCalls {
  private static final String POEM =
      """
      {"model": "%s", "messages": [{"role": "user", "content": "Write me a poem."}]}
      """
          .formatted(EveryClassOfTokens.MODEL);

  private StolenCalls() {}

  static void make(int calls, URI provider) throws IOException {
    for (int i = 0; i < calls; i++) {
      make(URI.create(provider + "/chat/completions"));
    }
  }

  private static void make(URI address) throws IOException {
    var call = (HttpURLConnection) address.toURL().openConnection();
    call.setDoOutput(true);
    call.setRequestProperty("Content-Type", "application/json");
    try (OutputStream out = call.getOutputStream()) {
      out.write(POEM.getBytes(StandardCharsets.UTF_8));
    }
    try (InputStream in = call.getInputStream()) {
      in.readAllBytes();
    }
  }
}
