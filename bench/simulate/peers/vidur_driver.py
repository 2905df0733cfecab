"""Runs Vidur on a case of bench/simulate/peers: `python vidur_driver.py CASE.json ANSWER.json`.

Same requests, replicas, scheduler settings and step times as the case says. Vidur keeps its metrics of requests, batches and use where
`metrics` is true, and only the times of requests where it is not. Times in seconds; processor seconds are of the simulation alone,
without imports, reading, plots and files.
"""

import json
import os
import sys
import tempfile
import time
from importlib.metadata import version

os.environ["WANDB_MODE"] = "disabled"

from vidur._native.entities import ExecutionTime
from vidur.config import (
    CacheConfig,
    ClusterConfig,
    MetricsConfig,
    ReplicaConfig,
    RoundRobinGlobalSchedulerConfig,
    SarathiSchedulerConfig,
    SimulationConfig,
    TraceRequestGeneratorConfig,
)
from vidur.entities import Request
from vidur.execution_time_predictor import BaseExecutionTimePredictor, ExecutionTimePredictorRegistry
from vidur.request_generator import RequestGeneratorRegistry
from vidur.request_generator.base_request_generator import BaseRequestGenerator
from vidur.simulator import Simulator
from vidur.types import ExecutionTimePredictorType, RequestGeneratorType

with open(sys.argv[1]) as file:
    case = json.load(file)
steps = case["steps"]
made = []


class Requests(BaseRequestGenerator):
    def generate_requests(self):
        for arrival, prompt, answer in case["requests"]:
            made.append(Request(arrived_at=arrival, num_prefill_tokens=prompt, num_decode_tokens=answer))
        return made


class Steps(BaseExecutionTimePredictor):
    """The linear step of the case: a decoding request attends to all its tokens so far, a prompt token to those before it."""

    def get_execution_time(self, batch, pipeline_stage):
        decoding = context = prompt = pairs = 0
        for request, tokens in zip(batch.requests, batch.num_q_tokens):
            done = request.num_processed_tokens
            if request.is_prefill_complete:
                decoding += 1
                context += done
            else:
                prompt += tokens
                pairs += tokens * (done + tokens / 2)
        seconds = (
            steps["step"]
            + decoding * steps["request"]
            + context * steps["context"]
            + prompt * steps["prefill"]
            + pairs * steps["pair"]
        )
        return ExecutionTime(1, 0, 0, 0, 0, 0, 0, seconds * 1e3, 0, 0, 0, 0, 0, 0, 0)


# What Vidur would take from measured operators, and the step time above makes unnecessary.
Steps.__abstractmethods__ = frozenset()
RequestGeneratorRegistry.unregister(RequestGeneratorType.TRACE_REPLAY)
RequestGeneratorRegistry.register(RequestGeneratorType.TRACE_REPLAY, Requests)
ExecutionTimePredictorRegistry.unregister(ExecutionTimePredictorType.RANDOM_FORREST)
ExecutionTimePredictorRegistry.register(ExecutionTimePredictorType.RANDOM_FORREST, Steps)

engine = case["engine"]
with tempfile.TemporaryDirectory() as folder:
    config = SimulationConfig(
        cluster_config=ClusterConfig(
            num_replicas=case["replicas"],
            replica_config=ReplicaConfig(num_pipeline_stages=1, tensor_parallel_size=1),
            cache_config=CacheConfig(
                block_size=engine["blockTokens"],
                num_blocks=engine["kvBlocks"],
                watermark_blocks_fraction=0,
            ),
            global_scheduler_config=RoundRobinGlobalSchedulerConfig(),
            replica_scheduler_config=SarathiSchedulerConfig(
                batch_size_cap=engine["maxSequences"], chunk_size=engine["maxBatchedTokens"]
            ),
        ),
        request_generator_config=TraceRequestGeneratorConfig(max_tokens=1 << 20),
        metrics_config=MetricsConfig(
            write_metrics=case["metrics"], enable_chrome_trace=False, store_plots=False, output_dir=folder
        ),
    )
    simulator = Simulator(config)
    simulator._write_output = lambda: None
    started = time.process_time()
    simulator.run()
    seconds = time.process_time() - started

with open(sys.argv[2], "w") as file:
    json.dump(
        {
            "peer": f"Vidur {version('vidur')}, Python {sys.version.split()[0]}",
            "cpuSeconds": seconds,
            "restarts": sum(request.num_restarts for request in made),
            "first": [request.prefill_completed_at for request in made],
            "last": [request.completed_at for request in made],
        },
        file,
    )
