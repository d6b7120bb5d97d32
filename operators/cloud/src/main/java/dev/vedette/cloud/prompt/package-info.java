/** Prompts: the words of a question, and nothing that names a device, a tenant or an event. */
@NullMarked
package dev.vedette.cloud.prompt;

import org.jspecify.annotations.NullMarked;
