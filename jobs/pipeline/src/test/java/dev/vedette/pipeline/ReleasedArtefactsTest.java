package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.integrity.Sha256;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleasedArtefact;
import dev.vedette.pipeline.wire.ReferenceRoots;
import dev.vedette.pipeline.wire.ReferenceStore;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All subtasks of a process want an artefact at the same moment. */
@Timeout(60)
class ReleasedArtefactsTest {
  private static final int SUBTASKS = 4;

  @TempDir Path folder;

  private final byte[] bytes = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
  private final AtomicInteger reads = new AtomicInteger();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  @Test
  void oneFetchesForAll() throws Exception {
    assertThat(fetchedBy((uri, most) -> slowly(bytes)))
        .hasSize(SUBTASKS)
        .allMatch(outcome -> outcome.equals(new String(bytes, StandardCharsets.UTF_8)));
    assertThat(reads).hasValue(1);
  }

  /** Else each would wait for the store's time to be up, one after the other. */
  @Test
  void itsFailureIsTheirsToo() throws Exception {
    List<String> outcomes =
        fetchedBy(
            (uri, most) -> {
              slowly(bytes);
              throw new IOException("no route to host");
            });
    assertThat(outcomes).hasSize(SUBTASKS).allMatch(why -> why.contains("no route to host"));
    assertThat(reads).hasValue(1);
  }

  /** Comes back when all others wait for it. */
  private byte[] slowly(byte[] stored) {
    reads.incrementAndGet();
    while (threads.stream().filter(one -> one.getState() == Thread.State.WAITING).count()
        < SUBTASKS - 1) {
      Thread.onSpinWait();
    }
    return stored;
  }

  private List<String> fetchedBy(ReferenceStore store) throws Exception {
    var roots = new ReferenceRoots(List.of(URI.create("s3://gates/")));
    var artefact =
        new ReleasedArtefact(null, "s3://gates/person.zip", bytes.length, Sha256.hex(bytes));
    ExecutorService subtasks = Executors.newFixedThreadPool(SUBTASKS);
    List<Future<String>> outcomes = new ArrayList<>();
    for (int i = 0; i < SUBTASKS; i++) {
      var mine = new ReleasedArtefacts(roots, store, KeptArtefacts.in(folder));
      outcomes.add(
          subtasks.submit(
              () -> {
                threads.add(Thread.currentThread());
                try {
                  return new String(mine.fetch(artefact), StandardCharsets.UTF_8);
                } catch (ReleaseRefusedException e) {
                  return String.valueOf(e.getMessage());
                }
              }));
    }
    List<String> all = new ArrayList<>();
    for (Future<String> outcome : outcomes) {
      all.add(outcome.get());
    }
    subtasks.shutdown();
    return all;
  }
}
