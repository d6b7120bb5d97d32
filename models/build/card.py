"""What the gates' model cards have in common."""

import statistics


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(map(str, r)) + " |" for r in rows])


def ms(s):
    return f"{s['ms']:.2f} ({s['least']:.2f} to {s['most']:.2f})"


def ratio(pairs):
    return f"{statistics.median(pairs):.2f} ({min(pairs):.2f} to {max(pairs):.2f})"


def machine(m):
    """Where and with what the figures were measured."""
    import onnxruntime
    import tensorflow as tf

    at = m["machine"]
    return (f"{at['cpu']}, {at['cores']} cores, {'AVX2' if at['avx2'] else 'no AVX2'}, {'VNNI' if at['vnni'] else 'no VNNI'}; Python"
            f" {at['python']}, TensorFlow {tf.__version__}, ONNX Runtime {onnxruntime.__version__}; {at['date']}")


def timed(m):
    """The same of the times, and how undisturbed they were taken."""
    at = m.get("timed", {})
    others = "nothing else ran on the machine" if at.get("alone") else "other work ran on the machine, so trust the ratios"
    return f"{machine({'machine': at.get('machine', m['machine'])})}; {others}"
