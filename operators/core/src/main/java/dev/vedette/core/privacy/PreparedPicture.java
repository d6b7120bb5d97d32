package dev.vedette.core.privacy;

/** A picture fit to leave the site: scaled down, encoded anew, without the camera's metadata. */
public record PreparedPicture(byte[] jpeg, int width, int height) {}
