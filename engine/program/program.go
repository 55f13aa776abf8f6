// Package program describes one forward pass of a language model as data: a
// short list of typed instructions over weights, activation slots and a paged
// key/value cache. A model family builds a Program once, at load; an executor
// (engine/cpu, metalgpu) compiles it once and then runs it whole, one call per
// step, over a flat Batch in which prefill chunks and decodes sit side by side.
//
// No executor knows a model family, and no family knows an executor.
package program

import (
	"fmt"

	"github.com/llama-orch/llorch-metal/engine/quant"
)

// BlockSize is the number of tokens whose keys and values one KV block holds.
const BlockSize = 16

// None stands for an optional weight or slot that an instruction does not have.
const None = -1

// Weight indexes Program.Weights, or is None.
type Weight int

// Slot indexes Program.Slots, or is None.
type Slot int

// Tensor is an immutable weight. Data usually points into the mapped model
// file and is never written.
type Tensor struct {
	Name   string
	Format quant.Format
	// Rows × Cols values, row-major; a row is Format.RowBytes(Cols) bytes. For a
	// linear layer a row is one output and Cols is the inner dimension K. A
	// vector (norm weight, bias, rope frequencies) has Rows = 1.
	Rows, Cols int
	Data       []byte
}

// Bytes is the size of the tensor in the file and in memory.
func (t *Tensor) Bytes() int64 { return int64(len(t.Data)) }

// RowKind says how many rows a slot has in a step.
type RowKind int

const (
	// PerToken slots have one row for each token of the batch.
	PerToken RowKind = iota
	// PerLogit slots have one row for each entry of Batch.LogitRows.
	PerLogit
)

// SlotSpec is one activation matrix of float32, reused from step to step.
type SlotSpec struct {
	Name  string
	Width int // float32 values in a row
	Rows  RowKind
}

// KVShape is the shape of the key/value cache of every layer.
type KVShape struct {
	Layers  int
	Heads   int // key/value heads
	HeadDim int
}

// Program is a forward pass. It is immutable once built.
type Program struct {
	Arch    string
	Vocab   int // width of a logits row
	KV      KVShape
	Weights []Tensor
	Slots   []SlotSpec
	Ops     []Op
	Logits  Slot // PerLogit slot of width Vocab that holds the result
}

// WeightBytes is the size of all weights, each counted once.
func (p *Program) WeightBytes() int64 {
	var n int64
	for i := range p.Weights {
		n += p.Weights[i].Bytes()
	}
	return n
}

// Limits fixes, at load, the largest step that an executor must be able to run
// and the size of its KV pool. Nothing is allocated after load.
type Limits struct {
	MaxTokens    int // rows of a batch
	MaxSeqs      int // sequences of a batch
	MaxLogitRows int // rows of Batch.LogitRows
	MaxContext   int // tokens of the longest sequence
	KVBlocks     int // blocks of BlockSize tokens in the pool
}

// Validate reports the first limit that is not positive.
func (l Limits) Validate() error {
	for _, f := range []struct {
		name  string
		value int
	}{
		{"MaxTokens", l.MaxTokens}, {"MaxSeqs", l.MaxSeqs}, {"MaxLogitRows", l.MaxLogitRows},
		{"MaxContext", l.MaxContext}, {"KVBlocks", l.KVBlocks},
	} {
		if f.value <= 0 {
			return fmt.Errorf("limit %s must be positive (got %d)", f.name, f.value)
		}
	}
	return nil
}
