package dev.vedette.cloud.provider;

/** What the server is told about the form of the answer, beside the prompt's own words. */
public enum AnswerFormat {
  /**
   * The server holds the model to the schema. The default: OpenAI, vLLM, llama.cpp, Ollama and LM
   * Studio know it, and some of them refuse the other one.
   */
  JSON_SCHEMA,
  /** The server promises some JSON object; the prompt alone says which. */
  JSON_OBJECT,
  /** Nothing, for servers that know neither. */
  UNSTATED
}
