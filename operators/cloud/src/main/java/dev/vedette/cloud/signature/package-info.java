/** Who may say what a gate serves: key pairs as files, and signatures with them. */
@NullMarked
package dev.vedette.cloud.signature;

import org.jspecify.annotations.NullMarked;
