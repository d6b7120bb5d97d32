/** OpenAI's protocols: chat completions, which many servers speak, and responses. */
@NullMarked
package dev.vedette.cloud.openai;

import org.jspecify.annotations.NullMarked;
