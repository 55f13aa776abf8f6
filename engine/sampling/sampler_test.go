package sampling

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// reference samples by sorting everything, in float64, as the contract words it.
func reference(logits []float32, p Params, history []int32) []int32 {
	type token struct {
		id int32
		l  float64
	}
	tokens := make([]token, len(logits))
	for i, v := range logits {
		l := float64(v)
		if p.Temperature > 0 {
			l /= float64(p.Temperature)
		}
		if p.RepetitionPenalty > 0 && slices.Contains(history, int32(i)) {
			if l > 0 {
				l /= float64(p.RepetitionPenalty)
			} else {
				l *= float64(p.RepetitionPenalty)
			}
		}
		tokens[i] = token{int32(i), l}
	}
	slices.SortStableFunc(tokens, func(a, b token) int {
		switch {
		case a.l > b.l:
			return -1
		case a.l < b.l:
			return 1
		}
		return 0
	})
	if p.TopK > 0 {
		tokens = tokens[:min(p.TopK, len(tokens))]
	}
	weights := make([]float64, len(tokens))
	var total float64
	for i, t := range tokens {
		weights[i] = math.Exp(t.l - tokens[0].l)
		total += weights[i]
	}
	keep := len(tokens)
	if p.TopP < 1 {
		var sum float64
		for i, w := range weights {
			sum += w
			if sum >= float64(p.TopP)*total {
				keep = i + 1
				break
			}
		}
	}
	var ids []int32
	for i, t := range tokens[:keep] {
		if weights[i] >= float64(p.MinP) {
			ids = append(ids, t.id)
		}
	}
	return ids
}

func randomLogits(n int, seed uint64) []float32 {
	r := rand.New(rand.NewPCG(seed, 1))
	logits := make([]float32, n)
	for i := range logits {
		logits[i] = float32(r.NormFloat64() * 3)
	}
	return logits
}

// Every filter must keep exactly the tokens of the reference: all of them are
// drawn with their share, nothing else ever is.
func TestSampleKeepsTheRightTokens(t *testing.T) {
	history := []int32{3, 3, 7, 20, 40}
	for _, p := range []Params{
		{Temperature: 1, TopP: 1},
		{Temperature: 0.7, TopP: 1, TopK: 5},
		{Temperature: 1.5, TopP: 0.9},
		{Temperature: 1, TopP: 0.5, TopK: 20, MinP: 0.05},
		{Temperature: 1, TopP: 1, MinP: 0.2},
		{Temperature: 1, TopP: 0},
		{Temperature: 1, TopP: 1, MinP: 1},
		{Temperature: 2, TopP: 0.95, RepetitionPenalty: 1.3},
	} {
		t.Run(fmt.Sprintf("%+v", p), func(t *testing.T) {
			logits := randomLogits(50, 9)
			want := reference(logits, p, history)
			s := NewSampler(len(logits))
			count := map[int32]int{}
			const draws = 20000
			for i := range draws {
				count[s.Sample(slices.Clone(logits), p, history, i)]++
			}
			for id := range count {
				if !slices.Contains(want, id) {
					t.Errorf("token %d was drawn %d times, want only %v", id, count[id], want)
				}
			}
			if top := want[0]; count[top] == 0 {
				t.Errorf("the likeliest token %d was never drawn", top)
			}
		})
	}
}

func TestSampleDrawsInProportion(t *testing.T) {
	logits := []float32{0, float32(math.Log(2)), float32(math.Log(5)), float32(math.Log(2))}
	s := NewSampler(4)
	count := make([]float64, 4)
	const draws = 100000
	for i := range draws {
		count[s.Sample(slices.Clone(logits), Params{Temperature: 1, TopP: 1, Seed: 42}, nil, i)]++
	}
	for id, share := range []float64{0.1, 0.2, 0.5, 0.2} {
		if got := count[id] / draws; math.Abs(got-share) > 0.01 {
			t.Errorf("token %d was drawn in %.3f of cases, want %.3f", id, got, share)
		}
	}
}

func TestGreedyIsArgmaxAndFirstAmongEquals(t *testing.T) {
	s := NewSampler(4)
	if got := s.Sample([]float32{1, 5, 5, 2}, Params{}, nil, 0); got != 1 {
		t.Errorf("greedy token is %d, want 1", got)
	}
	if got := s.Sample([]float32{1, 5, 4, 2}, Params{RepetitionPenalty: 2}, []int32{1, 1}, 0); got != 2 {
		t.Errorf("greedy token with token 1 penalized is %d, want 2", got)
	}
}

func TestSampleDependsOnSeedAndIndexAlone(t *testing.T) {
	p := Params{Temperature: 1, TopP: 0.9, Seed: 7}
	a, b := NewSampler(1000), NewSampler(1000)
	b.Sample(randomLogits(1000, 5), Params{Temperature: 1, TopP: 1, RepetitionPenalty: 2}, []int32{1, 2}, 99)
	differs := false
	for i := range 50 {
		x, y := a.Sample(randomLogits(1000, 1), p, nil, i), b.Sample(randomLogits(1000, 1), p, nil, i)
		if x != y {
			t.Fatalf("index %d: %d and %d from two samplers", i, x, y)
		}
		other := p
		other.Seed = 8
		differs = differs || x != a.Sample(randomLogits(1000, 1), other, nil, i)
	}
	if !differs {
		t.Error("another seed gave the same 50 tokens")
	}
}

func TestPhiloxKnownAnswers(t *testing.T) {
	// From the test vectors of the authors' Random123 distribution.
	for _, c := range []struct {
		ctr  [4]uint32
		key  [2]uint32
		want [4]uint32
	}{
		{[4]uint32{}, [2]uint32{}, [4]uint32{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
		{[4]uint32{^uint32(0), ^uint32(0), ^uint32(0), ^uint32(0)}, [2]uint32{^uint32(0), ^uint32(0)},
			[4]uint32{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
	} {
		if got := philox(c.ctr, c.key); got != c.want {
			t.Errorf("philox(%x, %x) = %x, want %x", c.ctr, c.key, got, c.want)
		}
	}
}

func TestExp32(t *testing.T) {
	for x := float32(0); x > -86; x -= 0.0137 {
		want := math.Exp(float64(x))
		if got := float64(exp32(x)); math.Abs(got-want) > 3e-7*want {
			t.Fatalf("exp32(%v) = %v, want %v", x, got, want)
		}
	}
	if got := exp32(float32(math.Inf(-1))); got != 0 {
		t.Errorf("exp32(-Inf) = %v, want 0", got)
	}
}

func TestSampleOfBrokenLogitsPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("sampling a row of NaN did not panic")
		}
	}()
	nan := float32(math.NaN())
	NewSampler(2).Sample([]float32{nan, nan}, Params{}, nil, 0)
}

func TestSampleAllocatesNothing(t *testing.T) {
	s := NewSampler(32000)
	logits, row := randomLogits(32000, 3), make([]float32, 32000)
	p := Params{Temperature: 0.8, TopP: 0.95, RepetitionPenalty: 1.1, MinP: 0.01}
	if n := testing.AllocsPerRun(20, func() {
		copy(row, logits)
		s.Sample(row, p, []int32{1, 2, 3}, 5)
	}); n != 0 {
		t.Errorf("%v allocations a call, want 0", n)
	}
}

func BenchmarkSample(b *testing.B) {
	for _, vocab := range []int{32000, 152000} {
		for _, c := range []struct {
			name string
			p    Params
		}{
			{"greedy", Params{}},
			{"temperature", Params{Temperature: 0.8, TopP: 1}},
			{"top-p", Params{Temperature: 0.8, TopP: 0.95}},
			{"top-k", Params{Temperature: 0.8, TopP: 1, TopK: 40}},
		} {
			b.Run(fmt.Sprintf("%s/%d", c.name, vocab), func(b *testing.B) {
				s := NewSampler(vocab)
				logits, row := randomLogits(vocab, 3), make([]float32, vocab)
				b.ReportAllocs()
				for i := range b.N {
					copy(row, logits)
					s.Sample(row, c.p, nil, i)
				}
			})
		}
	}
}
