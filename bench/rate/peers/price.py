"""Prices rows with NVIDIA AIConfigurator: one JSON object per line in, one out.

    python price.py < rows.jsonl > priced.jsonl

A row has `id`, `system`, `backend`, `model`, `precision`, `tp`, `pp`, `dp`, `moeTp`, `moeEp`, `mixture`, `isl`, `osl`, `users` (per
attention group). Answers have `id` and `ttft`, `tpot` in seconds and `seconds` (of the call), or `why` there are none. The first line
out says versions. The latest tables that the package holds for a backend and system are used, whatever version was measured.
"""

import json
import logging
import sys
import time
from importlib.metadata import version

logging.disable(logging.CRITICAL)
from aiconfigurator.cli.api import cli_estimate  # noqa: E402

FORMATS = {
    "FP8": {"gemm_quant_mode": "fp8", "moe_quant_mode": "fp8"},
    "FP4": {"gemm_quant_mode": "nvfp4", "moe_quant_mode": "nvfp4"},
    "BF16": {"gemm_quant_mode": "bfloat16", "moe_quant_mode": "bfloat16"},
}


def estimate(row, formats):
    experts = {"moe_tp_size": row["moeTp"], "moe_ep_size": row["moeEp"]} if row["mixture"] else {}
    kinds = {key: value for key, value in formats.items() if row["mixture"] or key != "moe_quant_mode"}
    return cli_estimate(
        row["model"],
        row["system"],
        mode="agg",
        backend_name=row["backend"],
        isl=round(row["isl"]),
        osl=round(row["osl"]),
        batch_size=row["users"],
        tp_size=row["tp"],
        pp_size=row["pp"],
        attention_dp_size=row["dp"],
        **experts,
        **kinds,
    )


def price(row):
    """As the checkpoint's own configuration says; where the row's format is another, in that one."""
    began = time.perf_counter()
    tried = [FORMATS[row["precision"]], {}] if row["override"] and row["precision"] in FORMATS else [{}]
    why = ""
    for formats in tried:
        try:
            found = estimate(row, formats)
            seconds = time.perf_counter() - began
            return {"id": row["id"], "ttft": found.ttft / 1000, "tpot": found.tpot / 1000, "seconds": seconds}
        except Exception as error:  # The tool raises many kinds for what it has no table of.
            why = f"{type(error).__name__}: {error}".splitlines()[0][:160]
    return {"id": row["id"], "why": why}


print(json.dumps({"aiconfigurator": version("aiconfigurator"), "python": sys.version.split()[0]}))
for line in sys.stdin:
    print(json.dumps(price(json.loads(line))), flush=True)
