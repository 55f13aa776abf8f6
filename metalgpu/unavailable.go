package metalgpu

import (
	"fmt"
	"runtime"

	"github.com/llama-orch/llorch-metal/engine/program"
)

// Options chooses the device.
type Options struct {
	Device int // index among the system's Metal devices, as in --metal-device
}

// UnavailableError is the answer of Open where no Metal executor exists.
type UnavailableError struct{ Platform string }

func (e *UnavailableError) Error() string {
	return fmt.Sprintf("Metal device initialization failed: this build for %s has no Metal executor; run with --backend cpu", e.Platform)
}

// Available reports whether Open can succeed in this build.
func Available() bool { return false }

// Executor is what Open will return: the methods of engine.Executor.
type Executor interface {
	Execute(b *program.Batch) (logits []float32, err error)
	Recover() error
	Device() program.Device
	Close() error
}

// Open always fails with an *UnavailableError in this build.
func Open(*program.Program, program.Limits, Options) (Executor, error) {
	return nil, &UnavailableError{Platform: runtime.GOOS + "/" + runtime.GOARCH}
}
