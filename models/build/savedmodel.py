"""SavedModels without variables: one graph with its constants, one file, the same bytes at every run."""

import tensorflow as tf
from tensorflow.core.protobuf import saved_model_pb2

tf1 = tf.compat.v1


def write(folder, graph, signatures):
    """Writes `folder`/saved_model.pb. `signatures`: name -> ({input name: tensor}, {output name: tensor})."""
    model = saved_model_pb2.SavedModel(saved_model_schema_version=1)
    meta = model.meta_graphs.add()
    meta.meta_info_def.tags.append(tf1.saved_model.tag_constants.SERVING)
    meta.meta_info_def.tensorflow_version = tf.__version__
    meta.graph_def.CopyFrom(graph.as_graph_def())
    for name, (inputs, outputs) in signatures.items():
        signature = meta.signature_def[name]
        signature.method_name = tf1.saved_model.signature_constants.PREDICT_METHOD_NAME
        for end, tensors in ((signature.inputs, inputs), (signature.outputs, outputs)):
            for key, tensor in tensors.items():
                end[key].name, end[key].dtype = tensor.name, tensor.dtype.as_datatype_enum
                end[key].tensor_shape.CopyFrom(tensor.shape.as_proto())
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "saved_model.pb").write_bytes(model.SerializeToString(deterministic=True))


class Loaded:
    """One signature of a SavedModel with one input, in a session of its own.

    Called with the input it gives the output, or a dict of the outputs by name if there are several.
    One thread inside an operation by default, and operations run in the calling thread: what a job
    that runs one predictor for each subtask does.
    """

    def __init__(self, folder, signature="serving_default", threads=1):
        config = tf1.ConfigProto(intra_op_parallelism_threads=threads, inter_op_parallelism_threads=-1)
        self.session = tf1.Session(graph=tf.Graph(), config=config)
        with self.session.graph.as_default():
            meta = tf1.saved_model.load(self.session, [tf1.saved_model.tag_constants.SERVING], str(folder))
        signature = meta.signature_def[signature]
        (source,) = signature.inputs.values()
        self.outputs = sorted(signature.outputs)
        self.call = self.session.make_callable([signature.outputs[o].name for o in self.outputs], [source.name])

    def __call__(self, value):
        found = self.call(value)
        return found[0] if len(found) == 1 else dict(zip(self.outputs, found))
