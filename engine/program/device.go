package program

import "fmt"

// Device is what an executor runs on, as reported to clients and managers.
type Device struct {
	Backend      string   // "cpu", "metal"
	Kind         string   // "cpu", "apple_silicon_gpu"
	Name         string   // "Apple M4 Max", "AVX-512 VNNI, 2 threads"
	Capabilities []string // ["metal"], ["cpu"]
	Memory       string   // memory architecture: "unified", "host"
	MemoryBytes  int64    // memory that the device may use
	UsedBytes    int64    // weights, KV pool and activations held by the executor
}

// Recovery says what cures a device error.
type Recovery int

const (
	// Retry: the same device accepts the next step; the KV pool is lost.
	Retry Recovery = iota
	// Reopen: Recover must succeed before the next step.
	Reopen
	// Replace: only a new process can use the device again.
	Replace
)

// DeviceError is a failure of the device while it ran a step.
type DeviceError struct {
	Code     string // "out of memory", "timeout", …
	Recovery Recovery
	Err      error // what the device said, or nil
}

func (e *DeviceError) Error() string {
	if e.Err == nil {
		return "device error: " + e.Code
	}
	return fmt.Sprintf("device error: %s: %v", e.Code, e.Err)
}

func (e *DeviceError) Unwrap() error { return e.Err }
