package dev.vedette.core.release;

/** Reads announcements and believes only those that a trusted key has signed. */
@FunctionalInterface
public interface ReleaseReader {
  Release read(Announcement announcement) throws ReleaseRefusedException;
}
