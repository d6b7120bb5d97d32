"""The int8 ONNX form of the turbofan network: ONNX Runtime's static quantization, all convolutions but the head."""

import os
import tempfile
from pathlib import Path

import onnx
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static

import turbofan_network


class _Windows(CalibrationDataReader):
    def __init__(self, x):
        self.left = iter([{"windows": x}])

    def get_next(self):
        return next(self.left, None)


def write(folder, network, x):
    """Writes `folder`/model.onnx, with ranges from the calibration windows `x`.

    `reduce_range` = 7-bit weights: without it sums saturate on AVX2 without VNNI, see quantize.py.
    """
    folder.mkdir(parents=True, exist_ok=True)
    here = os.getcwd()
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "float.onnx"
        onnx.save(turbofan_network.onnx_model(turbofan_network.balanced(network, x)), source)
        target = (folder / "model.onnx").resolve()
        os.chdir(scratch)  # the calibrator leaves a file where it runs
        try:
            quantize_static(source, target, _Windows(x), quant_format=QuantFormat.QDQ, per_channel=True, reduce_range=True,
                            activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8,
                            op_types_to_quantize=["Conv", "Relu"], nodes_to_exclude=["head"],
                            calibrate_method=CalibrationMethod.MinMax, extra_options={"ActivationSymmetric": False})
        finally:
            os.chdir(here)
