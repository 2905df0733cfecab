import type { Model } from '../catalog/index.ts';
import { model } from './fixtures.ts';

/**
 * Published configurations with plain or latent attention: the model, parameters in all and active in billions, elements of
 * KV cache per token over all layers. Sizes are those that the published weights add up to.
 */
export const publishedModels: readonly (readonly [Model, number, number, number])[] = [
  [model('llama-3.1-8b', 32, { hidden: 4096, heads: 32, kvHeads: 8, headDim: 128, ffn: 14336, vocab: 128256 }), 8.03, 8.03, 65536],
  [model('llama-3.1-70b', 80, { hidden: 8192, heads: 64, kvHeads: 8, headDim: 128, ffn: 28672, vocab: 128256 }), 70.55, 70.55, 163840],
  [model('llama-3.1-405b', 126, { hidden: 16384, heads: 128, kvHeads: 8, headDim: 128, ffn: 53248, vocab: 128256 }), 405.85, 405.85, 258048],
  [model('llama-4-scout', 48, { hidden: 5120, heads: 40, kvHeads: 8, headDim: 128, ffn: 16384, vocab: 202048, experts: 16, topK: 1, moeFfn: 8192, sharedExperts: 1, moeEvery: 1 }), 107.77, 17.17, 98304],
  [model('llama-4-maverick', 48, { hidden: 5120, heads: 40, kvHeads: 8, headDim: 128, ffn: 16384, vocab: 202048, experts: 128, topK: 1, moeFfn: 8192, sharedExperts: 1, moeEvery: 2 }), 400.71, 17.18, 98304],
  [model('qwen2.5-7b', 28, { hidden: 3584, heads: 28, kvHeads: 4, headDim: 128, ffn: 18944, vocab: 152064 }), 7.62, 7.62, 28672],
  [model('qwen3-0.6b', 28, { hidden: 1024, heads: 16, kvHeads: 8, headDim: 128, ffn: 3072, vocab: 151936, tieEmbeddings: true }), 0.6, 0.6, 57344],
  [model('qwen3-1.7b', 28, { hidden: 2048, heads: 16, kvHeads: 8, headDim: 128, ffn: 6144, vocab: 151936, tieEmbeddings: true }), 1.72, 1.72, 57344],
  [model('qwen3-4b', 36, { hidden: 2560, heads: 32, kvHeads: 8, headDim: 128, ffn: 9728, vocab: 151936, tieEmbeddings: true }), 4.02, 4.02, 73728],
  [model('qwen3-8b', 36, { hidden: 4096, heads: 32, kvHeads: 8, headDim: 128, ffn: 12288, vocab: 151936 }), 8.19, 8.19, 73728],
  [model('qwen3-14b', 40, { hidden: 5120, heads: 40, kvHeads: 8, headDim: 128, ffn: 17408, vocab: 151936 }), 14.77, 14.77, 81920],
  [model('qwen3-32b', 64, { hidden: 5120, heads: 64, kvHeads: 8, headDim: 128, ffn: 25600, vocab: 151936 }), 32.76, 32.76, 131072],
  [model('qwen3-30b-a3b', 48, { hidden: 2048, heads: 32, kvHeads: 4, headDim: 128, ffn: 6144, vocab: 151936, experts: 128, topK: 8, moeFfn: 768 }), 30.53, 3.35, 49152],
  [model('qwen3-235b-a22b', 94, { hidden: 4096, heads: 64, kvHeads: 4, headDim: 128, ffn: 12288, vocab: 151936, experts: 128, topK: 8, moeFfn: 1536 }), 235.09, 22.19, 96256],
  [model('qwen3-coder-480b-a35b', 62, { hidden: 6144, heads: 96, kvHeads: 8, headDim: 128, ffn: 8192, vocab: 151936, experts: 160, topK: 8, moeFfn: 2560, sharedFfn: 0 }), 480.15, 35.47, 126976],
  [model('qwen3-vl-235b-a22b', 94, { hidden: 4096, heads: 64, kvHeads: 4, headDim: 128, ffn: 12288, vocab: 151936, experts: 128, topK: 8, moeFfn: 1536 }), 235.09, 22.19, 96256],
  [model('deepseek-v3', 61, { hidden: 7168, heads: 128, kvHeads: 128, ffn: 18432, vocab: 129280, experts: 256, topK: 8, moeFfn: 2048, sharedExperts: 1, firstDenseLayers: 3, qLoraRank: 1536, kvLoraRank: 512, qkNopeHeadDim: 128, qkRopeHeadDim: 64, vHeadDim: 128 }), 671.03, 37.55, 35136],
  [model('deepseek-r1', 61, { hidden: 7168, heads: 128, kvHeads: 128, ffn: 18432, vocab: 129280, experts: 256, topK: 8, moeFfn: 2048, sharedExperts: 1, firstDenseLayers: 3, qLoraRank: 1536, kvLoraRank: 512, qkNopeHeadDim: 128, qkRopeHeadDim: 64, vHeadDim: 128 }), 671.03, 37.55, 35136],
  [model('deepseek-v3.2', 61, { hidden: 7168, heads: 128, kvHeads: 128, ffn: 18432, vocab: 129280, experts: 256, topK: 8, moeFfn: 2048, sharedExperts: 1, firstDenseLayers: 3, qLoraRank: 1536, kvLoraRank: 512, qkNopeHeadDim: 128, qkRopeHeadDim: 64, vHeadDim: 128 }), 671.03, 37.55, 35136],
  [model('mixtral-8x7b', 32, { hidden: 4096, heads: 32, kvHeads: 8, headDim: 128, vocab: 32000, experts: 8, topK: 2, moeFfn: 14336 }), 46.7, 12.88, 65536],
  [model('mixtral-8x22b', 56, { hidden: 6144, heads: 48, kvHeads: 8, headDim: 128, vocab: 32000, experts: 8, topK: 2, moeFfn: 16384 }), 140.62, 39.15, 114688],
  [model('gpt-oss-120b', 36, { hidden: 2880, heads: 64, kvHeads: 8, headDim: 64, vocab: 201088, experts: 128, topK: 4, moeFfn: 2880 }), 116.79, 5.71, 36864],
  [model('gpt-oss-20b', 24, { hidden: 2880, heads: 64, kvHeads: 8, headDim: 64, vocab: 201088, experts: 32, topK: 4, moeFfn: 2880 }), 20.91, 4.19, 24576],
  [model('kimi-k2', 61, { hidden: 7168, heads: 64, kvHeads: 64, ffn: 18432, vocab: 163840, experts: 384, topK: 8, moeFfn: 2048, sharedExperts: 1, firstDenseLayers: 1, qLoraRank: 1536, kvLoraRank: 512, qkNopeHeadDim: 128, qkRopeHeadDim: 64, vHeadDim: 128 }), 1026.41, 32.86, 35136],
  [model('kimi-k2.5', 61, { hidden: 7168, heads: 64, kvHeads: 64, ffn: 18432, vocab: 163840, experts: 384, topK: 8, moeFfn: 2048, sharedExperts: 1, firstDenseLayers: 1, qLoraRank: 1536, kvLoraRank: 512, qkNopeHeadDim: 128, qkRopeHeadDim: 64, vHeadDim: 128 }), 1026.41, 32.86, 35136],
  [model('minimax-m2.5', 62, { hidden: 3072, heads: 48, kvHeads: 8, headDim: 128, vocab: 200064, experts: 256, topK: 8, moeFfn: 1536, sharedFfn: 0 }), 228.69, 11.03, 126976],
  [model('glm-5', 78, { hidden: 6144, heads: 64, kvHeads: 64, headDim: 64, ffn: 12288, vocab: 154880, experts: 256, topK: 8, moeFfn: 2048, sharedExperts: 1, firstDenseLayers: 3, qLoraRank: 2048, kvLoraRank: 512, qkNopeHeadDim: 192, qkRopeHeadDim: 64, vHeadDim: 256 }), 743.18, 41.05, 44928],
  [model('seed-oss-36b', 64, { hidden: 5120, heads: 80, kvHeads: 8, headDim: 128, ffn: 27648, vocab: 155136 }), 36.15, 36.15, 131072],
  [model('qwen2.5-14b', 48, { hidden: 5120, heads: 40, kvHeads: 8, headDim: 128, ffn: 13824, vocab: 152064 }), 14.77, 14.77, 98304],
  [model('qwen2.5-32b', 64, { hidden: 5120, heads: 40, kvHeads: 8, headDim: 128, ffn: 27648, vocab: 152064 }), 32.76, 32.76, 131072],
  [model('qwen2.5-72b', 80, { hidden: 8192, heads: 64, kvHeads: 8, headDim: 128, ffn: 29568, vocab: 152064 }), 72.7, 72.7, 163840],
  [model('glm-4.5-355b-a32b', 92, { hidden: 5120, heads: 96, kvHeads: 8, headDim: 128, ffn: 12288, vocab: 151552, experts: 160, topK: 8, moeFfn: 1536, sharedExperts: 1, firstDenseLayers: 3 }), 352.8, 33.63, 188416],
  [model('glm-4.5-air-106b-a12b', 46, { hidden: 4096, heads: 96, kvHeads: 8, headDim: 128, ffn: 10944, vocab: 151552, experts: 128, topK: 8, moeFfn: 1408, sharedExperts: 1, firstDenseLayers: 1 }), 106.85, 13.42, 94208],
  [model('llama-2-70b', 80, { hidden: 8192, heads: 64, kvHeads: 8, headDim: 128, ffn: 28672, vocab: 32000 }), 68.98, 68.98, 163840],
  [model('openpangu-embedded-7b', 34, { hidden: 4096, heads: 32, kvHeads: 8, headDim: 128, ffn: 12800, vocab: 153376 }), 8.03, 8.03, 69632],
];

export function published(id: string): Model {
  const found = publishedModels.find(([entry]) => entry.id === id);
  if (found === undefined) throw new Error(`no fixture model ${id}`);
  return found[0];
}
