package dev.vedette.core.release;

import java.io.Serializable;

/**
 * A release as it was published: the bytes that were signed. It is what travels in the job and what
 * is kept in state, so that a restart checks the signature again and depends on no format of ours.
 *
 * @param schemaId fingerprint of the schema that the bytes were written with
 * @param bytes the record in Avro's binary encoding, signature included
 */
public record Announcement(String schemaId, byte[] bytes) implements Serializable {}
