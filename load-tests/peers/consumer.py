#!/usr/bin/env python3
"""A plain Python consumer: a record from Kafka, one call of TFLite or ONNX Runtime, a record to Kafka.

It reads a topic from its beginning, as many records as it is told, and prints one line of JSON: what it did a
second and what that took of CPU, between a fifth and nine tenths of them.
"""

import argparse
import io
import json
import resource
import time

import numpy as np
from confluent_kafka import Consumer, Producer, __version__ as kafka_version

SIDE = 28


def tflite(path):
    import tensorflow as tf

    interpreter = tf.lite.Interpreter(path, num_threads=1)
    interpreter.allocate_tensors()
    source, target = interpreter.get_input_details()[0]["index"], interpreter.get_output_details()[0]["index"]

    def score(picture):
        interpreter.set_tensor(source, picture)
        interpreter.invoke()
        return float(interpreter.get_tensor(target)[0])

    return score, f"TFLite of TensorFlow {tf.__version__}, XNNPACK, 1 thread"


def onnx(path):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    return lambda picture: float(session.run(["score"], {"pictures": picture})[0][0]), \
        f"ONNX Runtime {onnxruntime.__version__}, 1 thread"


def avro(path):
    import fastavro

    schema = fastavro.schema.load_schema(path)

    def read(value):
        frame = fastavro.schemaless_reader(io.BytesIO(value), schema)
        return frame["eventId"], frame["picture"]["bytes"]

    return read


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--bootstrap", required=True)
    p.add_argument("--topic", required=True)
    p.add_argument("--results", required=True, help="topic of the scores, as JSON")
    p.add_argument("--count", type=int, required=True, help="records to read")
    p.add_argument("--schema", required=True, help="CameraFrame.avsc")
    p.add_argument("--model", required=True, help="a .tflite or .onnx file")
    a = p.parse_args()
    score, engine = (tflite if a.model.endswith(".tflite") else onnx)(a.model)
    read = avro(a.schema)
    consumer = Consumer({"bootstrap.servers": a.bootstrap, "group.id": f"peer-{time.time_ns()}",
                         "auto.offset.reset": "earliest", "enable.auto.commit": False})
    producer = Producer({"bootstrap.servers": a.bootstrap, "queue.buffering.max.messages": 1000000})
    consumer.subscribe([a.topic])
    done, begun, ended, sum_of_scores = 0, None, None, 0.0
    patience = time.monotonic() + 300
    while done < a.count and time.monotonic() < patience:
        for message in consumer.consume(500, 0.02):
            if message.error():
                raise SystemExit(str(message.error()))
            event, pixels = read(message.value())
            found = score(np.frombuffer(pixels, np.uint8).reshape(1, SIDE, SIDE, 3))
            producer.produce(a.results, json.dumps({"id": event, "score": found}).encode(), key=event)
            sum_of_scores += found
            done += 1
            if begun is None and done >= 0.2 * a.count:
                begun = (done, time.monotonic(), cpu())
            if ended is None and done >= 0.9 * a.count:
                ended = (done, time.monotonic(), cpu())
        producer.poll(0)
    if ended is None:
        raise SystemExit(f"{done} of {a.count} records came")
    producer.flush()
    consumer.close()
    count = ended[0] - begun[0]
    print(json.dumps({"perSecond": count / (ended[1] - begun[1]), "cpuMicros": (ended[2] - begun[2]) * 1e6 / count,
                      "meanScore": sum_of_scores / done, "engine": f"{engine}, confluent-kafka {kafka_version}"}))


if __name__ == "__main__":
    main()
