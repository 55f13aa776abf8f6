package program

import (
	"strings"
	"testing"
)

var (
	testProgram = &Program{Vocab: 10}
	testLimits  = Limits{MaxTokens: 8, MaxSeqs: 2, MaxLogitRows: 2, MaxContext: 40, KVBlocks: 4}
)

// goodBatch has a prefill chunk of three rows at positions 15…17 in blocks 2 and
// 0, and a decode at position 0 in block 3.
func goodBatch() *Batch {
	return &Batch{
		Tokens: []int32{1, 2, 3, 9}, Positions: []int32{15, 16, 17, 0},
		KVSlots:  []int32{2*BlockSize + 15, 0, 1, 3 * BlockSize},
		RowStart: []int32{0, 3, 4}, Blocks: []int32{2, 0, 3}, BlockStart: []int32{0, 2, 3},
		LogitRows: []int32{2, 3},
	}
}

func TestValidateAcceptsAGoodBatch(t *testing.T) {
	b := goodBatch()
	if err := b.Validate(testProgram, testLimits); err != nil {
		t.Fatal(err)
	}
	if n := testing.AllocsPerRun(10, func() { b.Validate(testProgram, testLimits) }); n != 0 {
		t.Errorf("%v allocations a call, want 0", n)
	}
}

// Each case breaks one thing in a good batch; an executor trusts what passes, so
// every one must be refused, by name.
func TestValidateRefuses(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(*Batch)
		want  string
	}{
		{"no rows", func(b *Batch) { b.Reset() }, "no rows"},
		{"too many rows", func(b *Batch) { b.Tokens = make([]int32, 9) }, "9 rows"},
		{"too many sequences", func(b *Batch) { b.RowStart = []int32{0, 1, 3, 4} }, "3 sequences"},
		{"too many logits rows", func(b *Batch) { b.LogitRows = []int32{0, 1, 2} }, "3 logits rows"},
		{"positions missing", func(b *Batch) { b.Positions = b.Positions[:3] }, "3 positions"},
		{"rows not covered", func(b *Batch) { b.RowStart[2] = 3 }, "RowStart"},
		{"blocks not covered", func(b *Batch) { b.BlockStart[2] = 2 }, "BlockStart"},
		{"empty sequence", func(b *Batch) { b.RowStart[1] = 0 }, "sequence 0"},
		{"rows out of order", func(b *Batch) { b.RowStart[1] = 7 }, "sequence 0"},
		{"block beyond the pool", func(b *Batch) { b.Blocks[0] = 4 }, "KV block 4"},
		{"negative token", func(b *Batch) { b.Tokens[0] = -1 }, "token -1"},
		{"token beyond the vocabulary", func(b *Batch) { b.Tokens[3] = 10 }, "token 10"},
		{"position gap", func(b *Batch) { b.Positions[1] = 18 }, "position 18"},
		{"position beyond the context", func(b *Batch) { b.Positions[3] = 40 }, "position 40"},
		{"position beyond the block table", func(b *Batch) { b.Positions[3] = 16 }, "beyond its 1 blocks"},
		{"wrong slot", func(b *Batch) { b.KVSlots[1] = 5 }, "KV slot 5"},
		{"freed block", func(b *Batch) { b.Blocks[1] = -1 }, "its block table says"},
		{"logits rows out of order", func(b *Batch) { b.LogitRows = []int32{3, 2} }, "logits row 2"},
		{"logits row beyond the rows", func(b *Batch) { b.LogitRows = []int32{4} }, "logits row 4"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := goodBatch()
			c.spoil(b)
			err := b.Validate(testProgram, testLimits)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
		})
	}
}

func TestLimitsNameWhatIsMissing(t *testing.T) {
	l := testLimits
	l.KVBlocks = 0
	if err := l.Validate(); err == nil || !strings.Contains(err.Error(), "KVBlocks") {
		t.Errorf("error %v, want one that names KVBlocks", err)
	}
	if err := testLimits.Validate(); err != nil {
		t.Error(err)
	}
}
