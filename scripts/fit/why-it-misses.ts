/** What the report says of the worst slices, read off their rows. */
export const whyItMisses = `- **Bursts** (a thousand requests at once): all 145 are of one source (GPUStack's performance lab, a person's write-up of engines tried one after another, quality B: no gates of a nightly build). Its A100
  rows are met (Qwen3-32B: 1.0 to 1.2), its runs on one H100 are not: there both prompts and answers take 1.7 times as long as on the H100 of other sources, with 65 GB of weights read
  at 1.5 TB/s where an H100 SXM reads 2.6, as if cards were of the PCIe kind; we keep the rows as they are labelled. Prompts of large mixtures on eight H200 in one tensor-parallel group take
  1.3 to 2 times our count in all three engines, and DeepSeek-V3.2 was measured within weeks of its release. Kernels that compile on first use add up to 17 s (DeepSeek on vLLM 0.11), which no row states.
- **First token in closed loops and split pools**: the first wave of users, what compiles then and how prompts are batched on purpose. Public scripts say how often SGLang looks at new requests and how
  long TensorRT-LLM holds prompts back, and that is played; means of 5 to 30 s that some configurations print beside others of 0.3 are not. Rows do not say whether they are means or medians. In split
  pools the first token also waits for routers and connections that no row states (H100: 5 to 13 s, the longer the fewer users).
- **DeepSeek on TensorRT-LLM**: the same configuration is printed with and without guessing ahead, and no column tells which. Two images that the public record has with guessing are taken so; what is
  left is 1.5 times apart. NVIDIA's comparison of engines under 1.3.0rc1 prints 85 to 92 ms whatever the users (B200), and 8, 42 and 28 ms for 1, 2 and 8 users (GB200, Qwen3-32B); its B200 and GB200 rows at 15,000 tokens
  count the users of many replicas as one's.
- **TPU under SGLang-JAX** (throughput 4 to 14 times over): the column of users says 100, but throughput × time of a request says 8 to 15: it holds the number of prompts.
- **MLPerf at its levels**: where more requests at once no longer bring throughput (B200 with Llama-3-8B), the load says nothing of the batch, and the time per token is anything up to the level.
  DeepSeek on B200 went from 4 to 14 requests/s in a year of software. TTFT binds on MI300X (2 times under our capacity at the interactive level), and how an engine orders prompts decides it.
- **Llama-3-8B on H100, open loop** (all rows with a time per token there): 16-bit weights by its columns, yet tokens come faster than 16-bit weights can be read. One group makes no interval; that of all regimes misses it.
- **Hopper without compute** (H20) misses by 10-70 %: early software.
- **Training**: rows state neither what was computed again nor, in MLPerf, the split and the format (8 or 4 bits); we take the fastest that fits, in 4 bits since v5.1 where the chip can. B200
  rows of Llama-3.1-405B at the speed of 8 bits are then 20 % too fast. Few sequences on many chips (Llama-3-8B on 512 GB300, adapters on 512 H100) run 1.7 times as long as we say: what ranks
  wait for each other is not in the model. MegaScale's own software (half of the all-reduces, nearly all links hidden) is a fifth faster than we say, Megatron-LM on 12,288 a third slower.
  Releases of one framework move mixtures by 25 to 56 % (Megatron-Bridge 26.04 to 26.06); where it is known, as there, it is in the model. Attention over 131,072 tokens and more on one H100 node
  is 60 % slower than flash attention should be.`;
