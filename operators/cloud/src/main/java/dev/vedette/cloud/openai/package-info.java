/** The chat completions protocol, as OpenAI and the servers compatible with it speak it. */
@NullMarked
package dev.vedette.cloud.openai;

import org.jspecify.annotations.NullMarked;
