// Package sampling turns a row of logits into a token, reproducibly: the
// generator is keyed by (seed, token index), so a seeded request gives the same
// tokens under any load, batch or schedule.
package sampling

// Params says how a sequence is sampled. The steps run in this order:
// temperature, repetition penalty, top-k, top-p, min-p, draw.
type Params struct {
	Temperature       float32 // 0 is greedy
	RepetitionPenalty float32 // over prompt and output; 1 is off, 0 counts as off
	TopK              int     // 0 is off
	TopP              float32 // 1 is off
	MinP              float32 // 0 is off
	Seed              uint64
}
