package dev.vedette.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * A serializer of values that nobody changes, which writes each to a stream at once and never
 * copies one. What it writes, and what a savepoint knows of it, are those of the serializer that it
 * goes before.
 *
 * <p>Of state on the heap Flink copies all that a key has when the task first looks at it after a
 * checkpoint, and the task waits for that: a twentieth of a second for 50,000 calls of a tenant.
 * Where the values are never changed, the copy can have the same ones.
 *
 * <p>State on the heap goes to a checkpoint through a {@link java.io.DataOutputStream}, each of
 * whose calls takes a lock, and Flink writes a text char by char: with many texts that is more than
 * half of what a checkpoint takes of a core. Where Flink puts a reconfigured serializer in its
 * place after a restore, as it does where an enum of the value has other constants than it had, the
 * bytes stay the same, and what is better here is lost: until the next restore where constants were
 * appended, for good where they stand in another order.
 *
 * <p>Not thread-safe, as no serializer is; each duplicate has a buffer of its own.
 */
final class InOnePiece<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1;

  private static final int FIRST_BYTES = 256;

  /** From which on a buffer is given back: few values are as large. */
  private static final int MOST_KEPT_BYTES = 64 * 1024;

  private final TypeSerializer<T> inner;
  private final boolean isOfTexts;

  private transient @Nullable DataOutputSerializer buffer;

  private InOnePiece(TypeSerializer<T> inner) {
    this.inner = inner;
    this.isOfTexts = inner instanceof StringSerializer;
  }

  static <T> TypeSerializer<T> of(TypeSerializer<T> inner) {
    return new InOnePiece<>(inner);
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    if (target instanceof DataOutputSerializer) {
      // In memory already, as where state is not on the heap.
      write(value, target);
      return;
    }
    DataOutputSerializer piece = buffer();
    write(value, piece);
    target.write(piece.getSharedBuffer(), 0, piece.length());
  }

  private void write(T value, DataOutputView target) throws IOException {
    if (isOfTexts) {
      TextBytes.writeAsFlink((String) value, target);
    } else {
      inner.serialize(value, target);
    }
  }

  private DataOutputSerializer buffer() {
    DataOutputSerializer kept = buffer;
    if (kept == null || kept.getSharedBuffer().length > MOST_KEPT_BYTES) {
      kept = new DataOutputSerializer(FIRST_BYTES);
      buffer = kept;
    }
    kept.clear();
    return kept;
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    return inner.deserialize(source);
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return inner.deserialize(reuse, source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    inner.copy(source, target);
  }

  /** The very same. */
  @Override
  public T copy(T from) {
    return from;
  }

  @Override
  public T copy(T from, T reuse) {
    return from;
  }

  @Override
  public T createInstance() {
    return inner.createInstance();
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public int getLength() {
    return inner.getLength();
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return new InOnePiece<>(inner.duplicate());
  }

  /** The other's: either reads what either has written. */
  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return inner.snapshotConfiguration();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InOnePiece<?> that && inner.equals(that.inner);
  }

  @Override
  public int hashCode() {
    return inner.hashCode();
  }
}
