package sampling

import "math"

// exp32 is eˣ for x ≤ 0 with a relative error below 3e-7; 0 below -87. It exists
// because a row may have 150,000 logits and math.Exp takes five times as long.
// eˣ = 2ⁿ·eʳ with n = round(x/ln 2), |r| ≤ ln(2)/2, and a polynomial for eʳ
// (Taylor terms up to r⁷/7!, whose remainder is below 1e-8 on that range).
func exp32(x float32) float32 {
	if !(x > -87) {
		return 0
	}
	const log2e = 1.44269504088896341
	// ln 2 split in two so that n·hi is exact for every n that can occur.
	const hi, lo = 0.693359375, -2.12194440e-4
	n := float32(int32(x*log2e - 0.5))
	r := x - n*hi - n*lo
	p := float32(1.0 / 5040)
	p = p*r + 1.0/720
	p = p*r + 1.0/120
	p = p*r + 1.0/24
	p = p*r + 1.0/6
	p = p*r + 0.5
	p = p*r + 1
	p = p*r + 1
	return p * math.Float32frombits(uint32(int32(n)+127)<<23)
}
