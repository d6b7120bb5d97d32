package dev.vedette.djl.artefact;

/** What one event is to a network, and the tensor that takes a batch of them. */
public sealed interface Input permits PictureInput, WindowInput {
  /** Of the tensor. */
  String name();

  /** What one event fills of a batch. */
  int eventBytes();
}
