// Package engine turns a model on disk into something that can be run: it
// detects the format and the family, reads the tokenizer, builds the program
// and names the interface that every executor implements.
package engine

import "github.com/llama-orch/llorch-metal/engine/program"

// Executor runs programs on a device. It is opened by its own package
// (cpu.Open, metalgpu.Open) with a program and fixed limits, and is owned by one
// goroutine: no two methods run at once, except Device, which may be called any
// time.
type Executor interface {
	// Execute runs one step. The result is [len(b.LogitRows)][Vocab] float32, valid
	// until the next call of any method. A *program.DeviceError says how to
	// recover; after any error the contents of the KV pool are undefined. A batch
	// that fails Validate is a bug of the caller: Execute panics.
	Execute(b *program.Batch) (logits []float32, err error)
	// Recover makes the executor usable after an error or a panic. Weights stay
	// loaded, the KV pool is empty afterwards.
	Recover() error
	// Device describes the device and the memory in use.
	Device() program.Device
	// Close frees everything. No method may be called afterwards.
	Close() error
}
