package dev.vedette.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class ComplaintsTest {
  private final List<String> warned = new ArrayList<>();
  private final Complaints complaints =
      new Complaints(
          (Logger)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {Logger.class},
                  (proxy, method, arguments) -> {
                    if (method.getName().equals("warn")) {
                      warned.add((String) arguments[1]);
                    }
                    return null;
                  }));

  @Test
  void everySubjectIsWarnedAboutOnceWhateverTheWords() {
    complaints.once("vedette_in_flight (failed)", "closed at 1");
    complaints.once("vedette_in_flight (failed)", "closed at 2");
    complaints.once("vedette_in_flight (clash)", "taken");

    assertThat(warned).containsExactly("vedette_in_flight (failed)", "vedette_in_flight (clash)");
  }

  @Test
  void theMemoryIsBounded() {
    for (int i = 0; i < 5_000; i++) {
      complaints.once("metric " + i, "broken");
    }

    assertThat(warned).hasSize(1_000);
  }
}
