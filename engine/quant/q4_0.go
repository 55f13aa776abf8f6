package quant

import (
	"encoding/binary"
	"math"
)

// Q4_0: 32 values, a half-precision scale d and 16 bytes; byte i holds value i in
// its low and value 16+i in its high nibble; value = d·(nibble - 8).
func init() {
	register(Q4_0, Layout{Name: "Q4_0", BlockElems: 32, BlockBytes: 18, Dequantize: dequantizeQ4_0, Quantize: quantizeQ4_0})
}

func dequantizeQ4_0(dst []float32, src []byte) {
	for len(dst) > 0 {
		d := HalfToFloat(binary.LittleEndian.Uint16(src))
		for i := range 16 {
			q := src[2+i]
			dst[i] = d * float32(int(q&15)-8)
			dst[16+i] = d * float32(int(q>>4)-8)
		}
		dst, src = dst[32:], src[18:]
	}
}

func quantizeQ4_0(dst []byte, src []float32) {
	for len(src) > 0 {
		// The value of largest magnitude, sign included, becomes -8·d exactly.
		var amax, extreme float32
		for _, v := range src[:32] {
			if a := float32(math.Abs(float64(v))); a > amax {
				amax, extreme = a, v
			}
		}
		d := extreme / -8
		var inverse float32
		if d != 0 {
			inverse = 1 / d
		}
		binary.LittleEndian.PutUint16(dst, FloatToHalf(d))
		for i := range 16 {
			lo := min(15, int(src[i]*inverse+8.5))
			hi := min(15, int(src[16+i]*inverse+8.5))
			dst[2+i] = byte(lo | hi<<4)
		}
		dst, src = dst[18:], src[32:]
	}
}
