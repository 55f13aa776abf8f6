// Package quant knows the weight formats: how values are packed into blocks and
// what they mean. A format is one file here (layout and reference
// dequantization) and one kernel file in each executor.
package quant

import (
	"fmt"
	"slices"
)

// Format is the storage format of a tensor. The values are those of GGUF's
// ggml_type, so that a file's type code is a Format.
// https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
type Format int32

const (
	F32  Format = 0
	F16  Format = 1
	Q4_0 Format = 2
	Q8_0 Format = 8
	BF16 Format = 30
)

// Layout is what a format file registers.
type Layout struct {
	Name       string
	BlockElems int // values in a block
	BlockBytes int // bytes of a block
	// Dequantize writes len(dst) values, a multiple of BlockElems, from the blocks
	// in src. It is the reference that every kernel is tested against.
	Dequantize func(dst []float32, src []byte)
	// Quantize packs len(src) values into dst, or is nil where only reading is
	// supported.
	Quantize func(dst []byte, src []float32)
}

var layouts = map[Format]*Layout{}

func register(f Format, l Layout) { layouts[f] = &l }

// Known reports whether the format is supported.
func (f Format) Known() bool { return layouts[f] != nil }

// Layout returns the layout of a known format; it panics for others.
func (f Format) Layout() *Layout {
	l := layouts[f]
	if l == nil {
		panic(fmt.Sprintf("quant: unknown format %d", int32(f)))
	}
	return l
}

func (f Format) String() string {
	if l := layouts[f]; l != nil {
		return l.Name
	}
	return fmt.Sprintf("format(%d)", int32(f))
}

// RowBytes is the number of bytes of a row of cols values. cols must be a
// multiple of the block size: loaders check that before they build a tensor.
func (f Format) RowBytes(cols int) int {
	l := f.Layout()
	if cols%l.BlockElems != 0 {
		panic(fmt.Sprintf("quant: %d columns are not whole %s blocks of %d", cols, l.Name, l.BlockElems))
	}
	return cols / l.BlockElems * l.BlockBytes
}

// Names lists the supported formats.
func Names() []string {
	var names []string
	for _, l := range layouts {
		names = append(names, l.Name)
	}
	slices.Sort(names)
	return names
}
