/** The commands that tell a running job what to do. */
@NullMarked
package dev.vedette.cli.control;

import org.jspecify.annotations.NullMarked;
