/** A gate as files: the manifest, what it promises of every file, and where the files come from. */
@NullMarked
package dev.vedette.djl.artefact;

import org.jspecify.annotations.NullMarked;
