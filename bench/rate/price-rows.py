"""Prices rows with NVIDIA AIConfigurator: JSON lines {model, system, backend, isl, osl, users, tp, quant} in, {ttft, tpot} or {error} in ms out."""

import json
import os
import sys

out = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)

from aiconfigurator.cli.api import cli_estimate  # noqa: E402

for line in sys.stdin:
    row = json.loads(line)
    try:
        found = cli_estimate(
            row["model"],
            row["system"],
            backend_name=row["backend"],
            isl=row["isl"],
            osl=row["osl"],
            batch_size=row["users"],
            tp_size=row["tp"],
            gemm_quant_mode=row["quant"],
        )
        answer = {"ttft": found.ttft, "tpot": found.tpot}
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"[:200]}
    print(json.dumps(answer), file=out, flush=True)
