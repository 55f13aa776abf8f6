// Package metalgpu will run programs on Apple GPUs through Metal. It holds the
// executor's interface to the command and, so far, only the answer of machines
// that cannot run it.
package metalgpu
