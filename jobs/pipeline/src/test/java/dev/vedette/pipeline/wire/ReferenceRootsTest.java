package dev.vedette.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.event.DeadLetterReason;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceRootsTest {
  private final ReferenceRoots roots =
      new ReferenceRoots(List.of(URI.create("file:///pictures"), URI.create("s3://site-7/cam/")));

  @ParameterizedTest
  @CsvSource({
    "file:///pictures/1.jpg, file:/pictures/1.jpg",
    "file:/pictures/1.jpg, file:/pictures/1.jpg",
    "FILE:///pictures/a/./b//1.jpg, file:/pictures/a/b/1.jpg",
    "file:///pictures/a/../1.jpg, file:/pictures/1.jpg",
    "file:///elsewhere/../pictures/1.jpg, file:/pictures/1.jpg",
    "file:///pictures/%2e%2e.jpg, file:/pictures/...jpg",
    "file:///pictures/50%25.jpg, file:/pictures/50%25.jpg",
    "s3://site-7/cam/2026/1.jpg, s3://site-7/cam/2026/1.jpg"
  })
  void aReferenceBelowARootIsAllowedWithoutItsDots(String reference, URI expected)
      throws Exception {
    assertThat(roots.allowed(reference)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "file:////etc/passwd",
        "file:///pictures",
        "file:///pictures/",
        "file:///pictures/.",
        "file:///pictures-of-others/1.jpg",
        "file:///Pictures/1.jpg",
        "file:///pictures/../etc/passwd",
        "file:///pictures/a/../../etc/passwd",
        "file:///../pictures/1.jpg",
        "file:///pictures/%2e%2e/etc/passwd",
        "file:///pictures/%2E%2E%2Fetc/passwd",
        "file:///pictures/..%2f..%2fetc/passwd",
        "file:///pictures/..%5cetc",
        "file:///pictures/1.jpg%00.txt",
        "file://pictures/1.jpg",
        "file://localhost/pictures/1.jpg",
        "file://somebody@/pictures/1.jpg",
        "file:pictures/1.jpg",
        "s3://site-8/cam/1.jpg",
        "s3://somebody@site-7/cam/1.jpg",
        "s3://site-7:443/cam/1.jpg",
        "s3a://site-7/cam/1.jpg",
        "s3://site-7/cam/1.jpg?versionId=1",
        "s3://site-7/cam/1.jpg#top",
        "https://site-7/cam/1.jpg",
        "jar:file:///pictures/a.jar!/1.jpg",
        "mailto:somebody@example.org",
        "/pictures/1.jpg",
        "pictures/1.jpg",
        "",
        " ",
        "file:///pictures/%",
        "not a uri"
      })
  void everythingElseIsRefused(String reference) {
    assertThatThrownBy(() -> roots.allowed(reference))
        .isInstanceOfSatisfying(
            UnreadableRecordException.class,
            e -> assertThat(e.objection().reason()).isEqualTo(DeadLetterReason.REFERENCE_REFUSED));
  }

  @Test
  void aPercentSignThatWasEncodedTwiceIsANameAndNoDot() throws Exception {
    assertThat(roots.allowed("file:///pictures/%252e%252e/1.jpg").getPath())
        .isEqualTo("/pictures/%2e%2e/1.jpg");
  }

  @Test
  void theRootOfAFileSystemMayBeARoot() throws Exception {
    var bucket = new ReferenceRoots(List.of(URI.create("s3://site-7/")));
    assertThat(bucket.allowed("s3://site-7/1.jpg")).hasToString("s3://site-7/1.jpg");
  }

  @Test
  void aRootMustBeAbsolute() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReferenceRoots(List.of(URI.create("pictures"))))
        .withMessage("not a root for references: pictures");
  }
}
