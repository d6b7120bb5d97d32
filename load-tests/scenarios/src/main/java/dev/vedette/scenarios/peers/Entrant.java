package dev.vedette.scenarios.peers;

/** A contender's job while it runs. */
interface Entrant extends AutoCloseable {
  /** Pictures that have been judged. */
  long judged();

  /** Waits until so many have been; that the job can do it no more is an error. */
  void awaitJudged(long events) throws Exception;

  /** In which the pictures were judged; a call of the engine each. */
  long batches();
}
