package dev.vedette.pipeline.wire;

import dev.vedette.core.event.DeadLetterReason;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The folders below which files may lie that records refer to, pictures and artefacts of releases:
 * whoever can write a record could otherwise have the job read any file it can reach.
 *
 * <p>Compared is the path as a file system will see it: percent signs decoded, dots resolved,
 * folder by folder, so that {@code /pictures/../etc}, {@code %2e%2e} and {@code
 * /pictures-of-others} stay out. What links inside a root point at is the business of whoever can
 * make links there.
 */
public final class ReferenceRoots implements Serializable {
  /** Refuses every reference. */
  public static final ReferenceRoots NONE = new ReferenceRoots(List.of());

  private static final long serialVersionUID = 1;

  private final ArrayList<URI> roots = new ArrayList<>();

  public ReferenceRoots(List<URI> roots) {
    for (URI root : roots) {
      try {
        this.roots.add(plain(root));
      } catch (URISyntaxException e) {
        throw new IllegalArgumentException("not a root for references: " + root, e);
      }
    }
  }

  /** The reference, without dots, if it is below a root. */
  public URI allowed(String reference) throws UnreadableRecordException {
    URI uri;
    try {
      uri = plain(new URI(reference));
    } catch (URISyntaxException e) {
      throw refused("'%s' names no file: %s".formatted(reference, e.getReason()));
    }
    if (roots.stream().noneMatch(root -> isBelow(root, uri))) {
      throw refused("%s is below none of the allowed roots %s".formatted(uri, roots));
    }
    return uri;
  }

  /** Scheme, authority and a path without dots; anything else a URI can have is refused. */
  private static URI plain(URI uri) throws URISyntaxException {
    String path = uri.getPath();
    if (uri.getScheme() == null || path == null || !path.startsWith("/")) {
      throw new URISyntaxException(uri.toString(), "it is not absolute");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new URISyntaxException(uri.toString(), "it has a query or a fragment");
    }
    return new URI(
        uri.getScheme().toLowerCase(Locale.ROOT),
        uri.getRawAuthority(),
        '/' + String.join("/", folders(uri, path)),
        null,
        null);
  }

  private static List<String> folders(URI uri, String path) throws URISyntaxException {
    List<String> folders = new ArrayList<>();
    for (String folder : path.substring(1).split("/", -1)) {
      if (folder.equals("..")) {
        if (folders.isEmpty()) {
          throw new URISyntaxException(uri.toString(), "it leads above the root");
        }
        folders.remove(folders.size() - 1);
      } else if (folder.indexOf('\\') >= 0 || folder.chars().anyMatch(Character::isISOControl)) {
        throw new URISyntaxException(uri.toString(), "a name in it has a backslash or a control");
      } else if (!folder.isEmpty() && !folder.equals(".")) {
        folders.add(folder);
      }
    }
    return folders;
  }

  private static boolean isBelow(URI root, URI uri) {
    String folder = root.getPath().endsWith("/") ? root.getPath() : root.getPath() + '/';
    return root.getScheme().equals(uri.getScheme())
        && Objects.equals(root.getRawAuthority(), uri.getRawAuthority())
        && uri.getPath().startsWith(folder)
        && uri.getPath().length() > folder.length();
  }

  private static UnreadableRecordException refused(String detail) {
    return new UnreadableRecordException(DeadLetterReason.REFERENCE_REFUSED, detail);
  }
}
