package program

import "fmt"

// Batch is the input of one step: N rows (tokens) of S sequences, flat. The
// rows of a sequence are consecutive and in order of position; a decode is a
// sequence with one row. The caller owns all slices and may reuse them once
// Execute has returned.
type Batch struct {
	Tokens    []int32 // [N] token ids
	Positions []int32 // [N] position of the row in its sequence, from 0
	KVSlots   []int32 // [N] where the row's K and V go: block·BlockSize + offset

	RowStart []int32 // [S+1] sequence s has rows RowStart[s] … RowStart[s+1]-1
	// Blocks holds the block tables of all sequences, one after another:
	// sequence s has Blocks[BlockStart[s]:BlockStart[s+1]], entry i for the
	// positions i·BlockSize … i·BlockSize+BlockSize-1. Entries below a sliding
	// window may be -1 (already freed).
	Blocks     []int32
	BlockStart []int32 // [S+1]

	LogitRows []int32 // rows whose logits are wanted, ascending
}

// Rows is N.
func (b *Batch) Rows() int { return len(b.Tokens) }

// Seqs is S.
func (b *Batch) Seqs() int { return max(0, len(b.RowStart)-1) }

// Reset empties the batch and keeps its memory.
func (b *Batch) Reset() {
	b.Tokens, b.Positions, b.KVSlots = b.Tokens[:0], b.Positions[:0], b.KVSlots[:0]
	b.RowStart = append(b.RowStart[:0], 0)
	b.Blocks = b.Blocks[:0]
	b.BlockStart = append(b.BlockStart[:0], 0)
	b.LogitRows = b.LogitRows[:0]
}

// Validate checks every index of the batch against the program and the limits,
// so that an executor may trust it. It allocates nothing when the batch is good.
func (b *Batch) Validate(p *Program, l Limits) error {
	n, s := b.Rows(), b.Seqs()
	switch {
	case n == 0:
		return fmt.Errorf("batch has no rows")
	case n > l.MaxTokens:
		return fmt.Errorf("batch has %d rows, the limit is %d", n, l.MaxTokens)
	case s == 0 || s > l.MaxSeqs:
		return fmt.Errorf("batch has %d sequences, the limit is %d", s, l.MaxSeqs)
	case len(b.LogitRows) > l.MaxLogitRows:
		return fmt.Errorf("batch wants %d logits rows, the limit is %d", len(b.LogitRows), l.MaxLogitRows)
	case len(b.Positions) != n || len(b.KVSlots) != n:
		return fmt.Errorf("batch has %d tokens, %d positions, %d KV slots", n, len(b.Positions), len(b.KVSlots))
	case b.RowStart[0] != 0 || int(b.RowStart[s]) != n:
		return fmt.Errorf("RowStart covers rows %d … %d of %d", b.RowStart[0], b.RowStart[s], n)
	case len(b.BlockStart) != s+1 || b.BlockStart[0] != 0 || int(b.BlockStart[s]) != len(b.Blocks):
		return fmt.Errorf("BlockStart does not cover the %d blocks", len(b.Blocks))
	}
	for i := range s {
		if err := b.validateSequence(i, p, l); err != nil {
			return err
		}
	}
	last := int32(-1)
	for _, r := range b.LogitRows {
		if r <= last || int(r) >= n {
			return fmt.Errorf("logits row %d after %d is out of order or beyond the %d rows", r, last, n)
		}
		last = r
	}
	return nil
}

func (b *Batch) validateSequence(i int, p *Program, l Limits) error {
	lo, hi := b.RowStart[i], b.RowStart[i+1]
	blo, bhi := b.BlockStart[i], b.BlockStart[i+1]
	if lo >= hi || int(hi) > b.Rows() || blo > bhi || int(bhi) > len(b.Blocks) {
		return fmt.Errorf("sequence %d has rows %d … %d and blocks %d … %d", i, lo, hi, blo, bhi)
	}
	for _, block := range b.Blocks[blo:bhi] {
		if block < -1 || int(block) >= l.KVBlocks {
			return fmt.Errorf("sequence %d uses KV block %d, the pool has %d", i, block, l.KVBlocks)
		}
	}
	for r := lo; r < hi; r++ {
		pos := b.Positions[r]
		if tok := b.Tokens[r]; tok < 0 || int(tok) >= p.Vocab {
			return fmt.Errorf("row %d has token %d, the vocabulary has %d", r, tok, p.Vocab)
		}
		if pos < 0 || int(pos) >= l.MaxContext || (r > lo && pos != b.Positions[r-1]+1) {
			return fmt.Errorf("row %d has position %d (limit %d)", r, pos, l.MaxContext)
		}
		entry := blo + pos/BlockSize
		if entry >= bhi {
			return fmt.Errorf("row %d at position %d is beyond its %d blocks", r, pos, bhi-blo)
		}
		if want := b.Blocks[entry]*BlockSize + pos%BlockSize; b.Blocks[entry] < 0 || b.KVSlots[r] != want {
			return fmt.Errorf("row %d writes KV slot %d, its block table says %d", r, b.KVSlots[r], want)
		}
	}
	return nil
}
