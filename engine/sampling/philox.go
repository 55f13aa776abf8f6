package sampling

import "math/bits"

// uniform returns a number in [0, 1) that depends on seed and index alone: the
// generator has no state to lose or to share. It is Philox4x32-10 with the seed
// as key and the index as counter (Salmon et al., "Parallel Random Numbers: As
// Easy as 1, 2, 3", SC 2011); 53 of the 128 bits are used.
func uniform(seed, index uint64) float64 {
	r := philox([4]uint32{uint32(index), uint32(index >> 32)}, [2]uint32{uint32(seed), uint32(seed >> 32)})
	return float64(uint64(r[0])<<21|uint64(r[1])>>11) * 0x1p-53
}

func philox(ctr [4]uint32, key [2]uint32) [4]uint32 {
	for round := range 10 {
		if round > 0 {
			key[0] += 0x9E3779B9
			key[1] += 0xBB67AE85
		}
		hi0, lo0 := bits.Mul32(0xD2511F53, ctr[0])
		hi1, lo1 := bits.Mul32(0xCD9E8D57, ctr[2])
		ctr = [4]uint32{hi1 ^ ctr[1] ^ key[0], lo1, hi0 ^ ctr[3] ^ key[1], lo0}
	}
	return ctr
}
