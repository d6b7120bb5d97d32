package dev.vedette.core.window;

import dev.vedette.core.event.Event;

/** Hears what becomes of readings and which windows they complete, as it happens. */
public interface WindowSink {
  /** One reading has its outcome. */
  void became(ReadingOutcome outcome);

  /** A window is complete: an event whose samples are exactly the window. */
  void completed(Event window);

  /** A window was due and is not made, because too many of its readings are missing. */
  void incomplete();
}
