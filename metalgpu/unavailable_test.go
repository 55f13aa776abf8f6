package metalgpu

import (
	"errors"
	"runtime"
	"strings"
	"testing"

	"github.com/llama-orch/llorch-metal/engine/program"
)

// The message is what a user sees after --backend metal: it must carry the
// documented words, say where it happened and what to do.
func TestOpenSaysWhyAndWhatToDo(t *testing.T) {
	_, err := Open(&program.Program{}, program.Limits{}, Options{})
	var unavailable *UnavailableError
	if !errors.As(err, &unavailable) {
		t.Fatalf("Open returned %v, want an UnavailableError", err)
	}
	for _, part := range []string{"Metal device initialization failed: ", runtime.GOOS, "--backend cpu"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("error %q does not contain %q", err, part)
		}
	}
}
