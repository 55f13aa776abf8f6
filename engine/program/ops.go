package program

// Op is one instruction. The concrete types below are all there are; an
// executor switches over them once, when it compiles the program.
//
// All activations are float32. "Row" is a token of the batch, or an entry of
// LogitRows after GatherLogits.
type Op interface{ op() }

// Embed writes Out[row] = Table[Batch.Tokens[row]] · Scale.
type Embed struct {
	Out   Slot
	Table Weight // [Vocab][Width]
	Scale float32
}

// RMSNorm writes Out = In / sqrt(mean(In²) + Eps) · Weight, row by row.
// Root Mean Square Layer Normalization, https://arxiv.org/abs/1910.07467.
type RMSNorm struct {
	In, Out Slot
	Weight  Weight // [Width]
	Eps     float32
}

// LayerNorm writes Out = (In - mean) / sqrt(var + Eps) · Weight + Bias.
// https://arxiv.org/abs/1607.06450.
type LayerNorm struct {
	In, Out      Slot
	Weight, Bias Weight // [Width]; Bias may be None
	Eps          float32
}

// Linear writes Out = In · Weightᵀ (+ Bias) (+ Residual). Residual may be Out
// itself, which accumulates. In is never Out.
type Linear struct {
	In, Out  Slot
	Weight   Weight // [Out width][In width]
	Bias     Weight // [Out width] or None
	Residual Slot   // or None
}

// RopeStyle says which two elements of a head form a rotated pair.
type RopeStyle int

const (
	// RopeAdjacent rotates elements 2i and 2i+1 (GGUF's Llama layout).
	RopeAdjacent RopeStyle = iota
	// RopeHalves rotates elements i and i+Dims/2 (GPT-NeoX, Hugging Face layout).
	RopeHalves
)

// RopeStoreKV rotates Q in place and K on its way into the cache, and writes K
// and V of every row to Batch.Slots[row] of the layer's cache. The angle of
// pair i at position p is p·Freqs[i]; sine and cosine are scaled by Magnitude.
// Only the first Dims elements of a head are rotated, the rest pass through.
// RoFormer, https://arxiv.org/abs/2104.09864.
type RopeStoreKV struct {
	Q, K, V   Slot // Q [QHeads·HeadDim]; K and V [KVHeads·HeadDim]
	Layer     int
	QHeads    int
	KVHeads   int
	HeadDim   int
	Dims      int // rotated elements of a head, even, ≤ HeadDim; 0 for no rotation
	Style     RopeStyle
	Freqs     Weight // F32 [Dims/2], radians per position; None when Dims is 0
	Magnitude float32
}

// Attention writes Out[row, head] = softmax(Scale · Q·Kᵀ) · V over the keys of
// the row's own sequence at positions 0 … the row's position, read through the
// sequence's block table. QHeads/KVHeads query heads share a key/value head.
type Attention struct {
	Q, Out  Slot // [QHeads·HeadDim]
	Layer   int
	QHeads  int
	KVHeads int
	HeadDim int
	Scale   float32
	Window  int     // a row sees itself and the Window-1 positions before it; 0 means all
	SoftCap float32 // scores become SoftCap·tanh(score/SoftCap); 0 means off
}

// Activation names an elementwise function.
type Activation int

const (
	// SiLU is x·sigmoid(x).
	SiLU Activation = iota
	// GELUTanh is the tanh approximation of GELU, https://arxiv.org/abs/1606.08415.
	GELUTanh
	// GELUErf is the exact GELU, x·Φ(x).
	GELUErf
)

// Gated writes Out = Act(Gate) · Up: SwiGLU with SiLU, GeGLU with GELU,
// https://arxiv.org/abs/2002.05202. Out may be Gate or Up.
type Gated struct {
	Gate, Up, Out Slot
	Act           Activation
}

// Activate writes Out = Act(In). Out may be In.
type Activate struct {
	In, Out Slot
	Act     Activation
}

// GatherLogits copies row Batch.LogitRows[i] of In to row i of Out, so that the
// final norm and the vocabulary projection run only over rows that are sampled.
type GatherLogits struct {
	In  Slot // PerToken
	Out Slot // PerLogit
}

func (Embed) op()        {}
func (RMSNorm) op()      {}
func (LayerNorm) op()    {}
func (Linear) op()       {}
func (RopeStoreKV) op()  {}
func (Attention) op()    {}
func (Gated) op()        {}
func (Activate) op()     {}
func (GatherLogits) op() {}
