package sampling

import (
	"fmt"
	"math"
)

// Sampler owns the scratch memory of sampling: one per goroutine, of a fixed
// vocabulary size. It keeps no state from one call to the next.
type Sampler struct {
	// stamp[id] == epoch marks the tokens of the history already penalized in this
	// call, so that each is penalized once however often it occurs.
	stamp []uint32
	epoch uint32
	cand  []candidate // [vocab] the tokens that are still in the draw
}

// candidate is a token that may be drawn; weight is exp(logit - max).
type candidate struct {
	logit  float32
	weight float32
	id     int32
}

// before is the total order of candidates: higher logits first, lower ids among
// equals. Every filter below keeps a prefix of it.
func (c candidate) before(o candidate) bool {
	return c.logit > o.logit || c.logit == o.logit && c.id < o.id
}

// NewSampler returns a Sampler for rows of vocab logits.
func NewSampler(vocab int) *Sampler {
	return &Sampler{stamp: make([]uint32, vocab), cand: make([]candidate, vocab)}
}

// Sample draws the token with the given index of its sequence from a row of
// logits, which it overwrites. history is the prompt and the output so far; it
// is read only for the repetition penalty. The draw depends on the arguments
// alone. Sample panics when no logit is finite: no model produces that, a
// broken device or kernel does.
func (s *Sampler) Sample(logits []float32, p Params, history []int32, index int) int32 {
	if p.Temperature > 0 && p.Temperature != 1 {
		inverse := 1 / p.Temperature
		for i := range logits {
			logits[i] *= inverse
		}
	}
	if p.RepetitionPenalty > 0 && p.RepetitionPenalty != 1 {
		s.penalize(logits, history, p.RepetitionPenalty)
	}
	best := argmax(logits)
	if p.Temperature <= 0 || p.TopK == 1 {
		return best
	}
	cand := s.candidates(logits, logits[best], p)
	if p.TopP < 1 {
		cand = keepMass(cand, float64(p.TopP))
	}
	if p.MinP > 0 {
		cand = keepAbove(cand, p.MinP)
	}
	return draw(cand, uniform(p.Seed, uint64(index)))
}

// penalize divides the positive and multiplies the negative logits of tokens
// that already occurred (CTRL, https://arxiv.org/abs/1909.05858, section 4.1).
func (s *Sampler) penalize(logits []float32, history []int32, penalty float32) {
	s.epoch++
	if s.epoch == 0 { // wrapped: old stamps would look current
		clear(s.stamp)
		s.epoch = 1
	}
	for _, id := range history {
		if s.stamp[id] == s.epoch {
			continue
		}
		s.stamp[id] = s.epoch
		if logits[id] > 0 {
			logits[id] /= penalty
		} else {
			logits[id] *= penalty
		}
	}
}

// argmax returns the first index of the largest logit.
func argmax(logits []float32) int32 {
	best, at := float32(math.Inf(-1)), -1
	for i, v := range logits {
		if v > best {
			best, at = v, i
		}
	}
	if at < 0 || math.IsInf(float64(best), 1) {
		panic(fmt.Sprintf("sampling: largest of %d logits is %v at %d, want a finite number", len(logits), best, at))
	}
	return int32(at)
}

// candidates fills the scratch with the tokens that survive top-k and have a
// weight above zero, in no particular but reproducible order.
func (s *Sampler) candidates(logits []float32, maxLogit float32, p Params) []candidate {
	cand := s.cand[:0]
	topK := p.TopK > 0 && p.TopK < len(logits)
	for id, v := range logits {
		if w := exp32(v - maxLogit); w > 0 {
			cand = append(cand, candidate{logit: v, weight: w, id: int32(id)})
		}
	}
	if topK && p.TopK < len(cand) {
		selectFirst(cand, p.TopK)
		cand = cand[:p.TopK]
	}
	return cand
}

// keepAbove drops candidates less likely than minP times the likeliest, whose
// weight is 1.
func keepAbove(cand []candidate, minP float32) []candidate {
	kept := cand[:0]
	for _, c := range cand {
		if c.weight >= minP {
			kept = append(kept, c)
		}
	}
	return kept
}

// draw picks the candidate in which u of the total weight falls.
func draw(cand []candidate, u float64) int32 {
	target := u * mass(cand)
	var sum float64
	for _, c := range cand {
		sum += float64(c.weight)
		if sum > target {
			return c.id
		}
	}
	// Not reached: u < 1, and the sum is formed in the same order both times.
	return cand[len(cand)-1].id
}

func mass(cand []candidate) float64 {
	var sum float64
	for _, c := range cand {
		sum += float64(c.weight)
	}
	return sum
}
