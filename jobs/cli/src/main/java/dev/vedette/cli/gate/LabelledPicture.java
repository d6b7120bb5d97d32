package dev.vedette.cli.gate;

import java.nio.file.Path;

/**
 * A picture of which somebody has said whether it shows what a gate looks for.
 *
 * @param scene pictures of one scene are kept together when a head is judged; the file's own name
 *     where nothing is known of it
 */
record LabelledPicture(Path file, boolean positive, String scene) {}
